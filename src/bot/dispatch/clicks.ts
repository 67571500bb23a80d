import { z } from 'zod'
import { commandForm, commandOpen, submittedCard } from '../../cards/form-cards.ts'
import type { Content, SentCard, Unit } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import type { ClickReply } from '../../handlers/define/action.ts'
import type { Ctx } from '../../handlers/define/context.ts'
import { textsOfForm } from '../../handlers/define/read-arguments.ts'
import type { Click, ClickAnswer } from '../platform.ts'
import { replyTo } from '../replies/index.ts'
import { contentCard } from './content-card.ts'
import { contextOf } from './context.ts'
import { commandNamed, formOf, runCommand } from './run-command.ts'
import type { DispatchOptions } from './services.ts'

const source = 'click'
const buttonValue = z.looseObject({ k: z.string().max(60) })
/** The answer of a click as it is kept: whoever brings the same click again gets the same, with the card. */
const storedAnswer = z.object({
  toast: z.object({ tone: z.enum(['info', 'success', 'warning', 'error']), text: z.string() }).optional(),
  card: contentCard.optional(),
})

/** How long a click waits for the id of a card that is just being stored, and how often it looks. */
const cardWait = { tries: 10, ms: 60 }

/**
 * Takes a click: finds the action by its key, parses its value and form, runs it in one unit with its inbox mark.
 * The value is a hint: who clicked comes from the platform, what they may from the rows, and the card must be one
 * that we sent to this chat or this person.
 */
export function clickHandler(options: DispatchOptions): (click: Click) => Promise<ClickAnswer> {
  const actions = new Map(options.actions.map((action) => [action.key, action]))

  const run = async (click: Click): Promise<ClickAnswer> => {
    const value = buttonValue.safeParse(click.value)
    if (!value.success) throw new Refusal('card/not-readable', {})
    if (value.data.k === options.votes.key) return castVote(options, click, value.data)
    if (value.data.k === options.papers.key) return castPaper(options, click, value.data)
    const prepared =
      value.data.k === commandForm.key
        ? await prepareForm(options, click, value.data)
        : value.data.k === commandOpen.key
          ? prepareOpen(options, click, value.data)
          : await prepareAction(options, actions, click, value.data)
    // Of a secret vote there are few possible bodies: a digest of it would say which one it was.
    const digest = actions.get(value.data.k)?.confidential ? 'confidential' : click.digest
    return options.storage.unit(async (unit) => {
      const seen = await unit.inbox.mark({ source, key: click.key, digest })
      if (seen) return (storedAnswer.safeParse(seen.answer).data as ClickAnswer | undefined) ?? {}
      const card = await knownCard(options, unit, click)
      refuseForeign(card, value.data)
      const ctx = await contextOf(unit, options.services, {
        platform: options.platform,
        from: click.from,
        chat: { id: card.chatId ?? click.chatId, type: card.viewerId ? 'private' : 'group' },
      })
      if (card.viewerId && card.viewerId !== ctx.actor.member?.id) throw new Refusal('card/not-yours', {})
      const reply = await prepared(unit, ctx)
      const toast = toastOf(reply)
      const answer: ClickAnswer = { ...(toast ? { toast } : {}), ...(reply.card ? { card: reply.card } : {}) }
      await unit.inbox.answer(source, click.key, answer)
      return answer
    })
  }

  return async (click) => {
    try {
      return await run(click)
    } catch (error) {
      if (error instanceof Refusal) {
        await refreshClicked(options, click)
        return { toast: { tone: 'warning', text: replyTo(error) } }
      }
      throw error
    }
  }
}

type Prepared = (unit: Unit, ctx: Ctx) => Promise<ClickReply>

async function prepareForm(options: DispatchOptions, click: Click, value: unknown): Promise<Prepared> {
  const { command: name, organisation: id } = parsed(commandForm.value, value)
  const form = parsed(commandForm.form, click.form)
  const command = commandNamed(options.commands, name)
  const looked = command.look
    ? await command.look(options.directory, { id: click.chatId, type: 'group' })
    : undefined
  return async (unit, clicked) => {
    const named = id && clicked.chat.type === 'private' ? await unit.organisations.get(id) : null
    const ctx = named ? { ...clicked, chat: { ...clicked.chat, organisation: named } } : clicked
    const reply = await runCommand(command, () => textsOfForm(command, form), ctx, looked)
    if (reply.incomplete && !reply.privately && 'card' in reply)
      return { card: reply.card, tone: 'warning', toast: '还有内容需要补充，请看卡片。' }
    const content = 'card' in reply ? { card: reply.card } : { view: reply.view, ref: reply.ref }
    answerClick(options, click, ctx, unit, content, reply.privately)
    return { card: submittedCard(name, ctx.actor.member?.name ?? ''), toast: '已提交' }
  }
}

/** A new card answers the click: in the chat where it was, or to the person alone. */
function answerClick(
  options: DispatchOptions,
  click: Click,
  ctx: Ctx,
  unit: Unit,
  content: Content,
  privately = false,
): void {
  const alone = privately || ctx.chat.type === 'private' || !ctx.chat.id
  unit.send({
    key: `reply:${click.key}`,
    kind: 'reply',
    platform: options.platform,
    recipient: alone || !ctx.chat.id ? { memberId: ctx.me().id } : { chatId: ctx.chat.id },
    content,
    priority: 'reply',
  })
}

/** A button that opens a command's form: the form comes as a card of its own, the clicked one stays. */
function prepareOpen(options: DispatchOptions, click: Click, value: unknown): Prepared {
  const { command: name, texts } = parsed(commandOpen.value, value)
  const command = commandNamed(options.commands, name)
  return async (unit, ctx) => {
    answerClick(options, click, ctx, unit, { card: await formOf(command, texts, ctx) })
    return { toast: '请在新卡片中填写', tone: 'info' }
  }
}

async function prepareAction(
  options: DispatchOptions,
  actions: ReadonlyMap<string, (typeof options.actions)[number]>,
  click: Click,
  given: { k: string },
): Promise<Prepared> {
  const action = actions.get(given.k)
  if (!action) throw new Refusal('card/not-readable', {})
  const value = parsed(action.value, given)
  const form = parsedForm(action.form, click.form)
  const looked = action.look ? await action.look(value, options.directory) : undefined
  return (_unit, ctx) =>
    action.run(value, form, ctx, { checked: click.checked ?? null, messageId: click.messageId, looked })
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new Refusal('card/not-readable', {})
  return result.data
}

/** A form is typed by people: the first fault that the schema has a sentence for is told, the library's own words never. */
function parsedForm<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const told = result.error.issues
    .map(({ message }) => message)
    .find((message) => /\p{Script=Han}/u.test(message))
  throw new Refusal('form/field', { label: '表单', sentence: told ?? '填写有误，请核对。' })
}

/** A vote goes to the committer, which marks the inbox itself. The card and the person are checked there and before. */
async function castVote(options: DispatchOptions, click: Click, given: unknown): Promise<ClickAnswer> {
  const value = parsed(options.votes.value, given)
  const reply = await options.votes.run(
    {
      ballotId: value.ballot,
      choice: value.choice,
      platform: options.platform,
      from: click.from,
      messageId: click.messageId,
      chatId: click.chatId,
      clickedAt: click.at,
      inbox: { source, key: click.key, digest: click.digest },
    },
    options.services.votes,
  )
  const toast = toastOf(reply)
  return toast ? { toast } : {}
}

/** A secret paper is sealed and goes to its committer. Of few possible bodies a digest would say which one it was. */
async function castPaper(options: DispatchOptions, click: Click, given: unknown): Promise<ClickAnswer> {
  const { papers, services, storage, platform } = options
  const { ballot: ballotId } = parsed(papers.value, given)
  const form = parsedForm(papers.form, click.form)
  const paper = await storage.unit(async (unit) => {
    const member = await unit.rosters.memberOf(click.from)
    if (!member) throw new Refusal('ballot/not-a-voter', {})
    const { id: memberId } = member
    return { memberId, ...(await papers.seal({ ballotId, memberId, form }, { unit, seals: services.seals })) }
  })
  const { messageId, chatId, key } = click
  const inbox = { source, key, digest: 'confidential' }
  const result = await services.sealed.cast({ ...paper, ballotId, platform, messageId, chatId, inbox })
  const toast = toastOf(papers.reply(result, ballotId))
  return toast ? { toast } : {}
}

const toastOf = (reply: ClickReply): ClickAnswer['toast'] =>
  reply.toast === undefined ? undefined : { tone: reply.tone ?? 'success', text: reply.toast }

/**
 * The card must be ours and stand where it was sent. A click can be faster than the storing of the message id by some
 * milliseconds: it waits for it a little.
 */
async function knownCard(options: DispatchOptions, unit: Unit, click: Click): Promise<SentCard> {
  for (let look = 0; click.messageId !== null && look < cardWait.tries; look++) {
    const card = await unit.cards.byMessage(options.platform, click.messageId)
    if (card) {
      if (card.chatId !== null && click.chatId !== null && card.chatId !== click.chatId)
        throw new Refusal('card/not-ours', {})
      return card
    }
    await options.pause(cardWait.ms)
  }
  throw new Refusal('card/not-ours', {})
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * A button of a live card speaks of what its card shows: an id from elsewhere is an edited value. One that was just folded
 * up may still stand whole before somebody's eyes. The member or group for whom a step stands (`item`) is one of its case's
 * own, which the case itself knows.
 */
function refuseForeign(card: SentCard, value: object): void {
  if (card.view === 'static' || card.view === reminderViews.replaced) return
  const ids = Object.entries(value).flatMap(([key, one]) =>
    key !== 'item' && typeof one === 'string' && uuid.test(one) ? [one] : [],
  )
  if (ids.some((id) => !card.ref.includes(id))) throw new Refusal('card/not-ours', {})
}

/** Somebody touched a card and was refused: perhaps it shows an old state, so it is rendered afresh. */
async function refreshClicked(options: DispatchOptions, click: Click): Promise<void> {
  const { messageId } = click
  if (messageId === null) return
  await options.storage.unit(async (unit) => {
    const card = await unit.cards.byMessage(options.platform, messageId)
    if (card && card.view !== 'static') unit.touch(card.view, card.ref)
  })
}
