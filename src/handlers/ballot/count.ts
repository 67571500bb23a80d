import {
  mostNamesInForm,
  sheetAsk,
  sheetConfirm,
  sheetEnter,
  sheetReturn,
} from '../../cards/count-sheet-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import type { Ballot, CountSheet } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import {
  confirmSheet,
  enterSheet,
  returnSheet,
  sheetRef,
  sheetView,
} from '../../domain/voting/record-count.ts'
import type { SheetFigures } from '../../domain/voting/sheet-figures.ts'
import { ballotViews } from '../../domain/voting/touch-ballots.ts'
import { caseNumber, members } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import { defineCommand, type Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { count, readVotesByName, votesByName } from './arguments.ts'
import { ballotNamed } from './named-ballot.ts'
import { sheetFormView } from './views.ts'

/**
 * `/表决 录入 B2026-008 发出=18 收回=18 赞成=16 反对=1 弃权=1`: a count sheet, entered by one teller and confirmed on its card
 * by another. Beside votes in chat: those who raised their hands in the room, with 名单.
 */
export const enterCount = defineCommand({
  name: '表决 录入',
  aliases: ['计票', '录入票数'],
  summary: '录入现场计票单，由另一人核对确认',
  example: '/表决 录入 B2026-008 发出=18 收回=18 赞成=16 反对=1 弃权=1 无效=0',
  permission: 'ballot.count',
  scope: 'branch-or-union',
  args: {
    number: optional(positional(caseNumber({ letter: 'B' }))),
    issued: optional(count('发出')),
    returned: optional(count('收回')),
    yes: optional(count('赞成')),
    no: optional(count('反对')),
    abstain: optional(count('弃权')),
    invalid: optional(count('无效')),
    blank: optional(count('空白')),
    persons: optional(votesByName('得票')),
    writeIns: optional(votesByName('另选')),
    inRoom: optional(keyed(members({ label: '名单' }))),
  },
  async run({ number, inRoom = [], issued, returned, persons = [], writeIns = [], ...votes }, ctx, scope) {
    const ballot = await ballotNamed(ctx, scope.organisation.id, number, 'open')
    const hands = ballot.method === 'open' ? inRoom.length : undefined
    if ((issued ?? hands) === undefined || (returned ?? hands) === undefined)
      throw new Refusal('sheet/figures-needed', { number: ballot.number, election: ballot.seats !== null })
    const { yes = 0, no = 0, abstain = 0, invalid = 0, blank = 0 } = votes
    const figures: SheetFigures = {
      issued: issued ?? hands ?? 0,
      returned: returned ?? hands ?? 0,
      ...{ yes, no, abstain, invalid, blank, writeIns },
      persons: personsOf(ballot, persons),
    }
    return entered(
      ctx,
      ballot,
      figures,
      inRoom.map((one) => one.memberId),
    )
  },
})

/** Refuses votes for names that are not on the ballot paper, and those of an election where there is none. */
function personsOf(
  ballot: Ballot,
  persons: { name: string; yes: number }[],
): { name: string; yes: number }[] {
  const stranger = persons.find((one) => !ballot.candidates.some(({ name }) => name === one.name))
  if (stranger)
    throw new Refusal('sheet/not-a-candidate', {
      name: stranger.name,
      candidates: ballot.candidates.map((one) => one.name),
    })
  return persons
}

/** Keeps the sheet and asks the other teller: in private where one is named, else in the group. */
async function entered(ctx: Ctx, ballot: Ballot, figures: SheetFigures, memberIds: string[]): Promise<Reply> {
  const sheet = await enterSheet(ctx, ballot.id, { figures, memberIds }, ctx.me().id)
  return askSecond(ctx, ballot, sheet)
}

async function askSecond(ctx: Ctx, ballot: Ballot, sheet: CountSheet): Promise<Reply> {
  const content = { view: sheetView, ref: sheetRef(ballot.id, sheet.id) }
  const second = [ballot.counterId, ballot.scrutineerId].find((id) => id !== null && id !== sheet.enteredBy)
  if (second)
    ctx.unit.send({
      key: `count-sheet:${sheet.id}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { memberId: second },
      content,
      priority: 'reply',
    })
  else if (ctx.chat.type === 'group') return content
  else
    await postToGroup(ctx, ballot.organisationId, {
      key: `count-sheet:${sheet.id}`,
      content,
      priority: 'reply',
    })
  const name = second ? (await ctx.unit.rosters.member(second))?.name : null
  return {
    card: noteCard('计票单已录入', `${ballot.number}：待${name ?? '另一人'}核对确认后计入。`, 'success'),
  }
}

/** 录入计票单 on the group's card: the form, in private. */
export const askSheet = defineAction(sheetAsk, async ({ ballot: id }, ctx) => {
  const ballot = await countedHere(ctx, id)
  if (ballot.status !== 'open') throw new Refusal('ballot/closed', { number: ballot.number })
  ctx.unit.send({
    key: `sheet-form:${ballot.id}:${ctx.me().id}:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: ctx.me().id },
    content: { view: sheetFormView, ref: ballot.id },
    priority: 'reply',
  })
  return { toast: '已私聊发送计票单' }
})

/** 提交 on the private form. */
export const submitSheet = defineAction(sheetEnter, async ({ ballot: id }, ctx, { form }) => {
  const ballot = await countedHere(ctx, id)
  await entered(ctx, ballot, figuresIn(ballot, form), [])
  return { toast: '已录入，待另一人核对确认' }
})

function figuresIn(ballot: Ballot, form: Record<string, unknown>): SheetFigures {
  const read = (key: string, label: string): number => {
    const text = String(form[key] ?? '').trim()
    if (text !== '' && !/^\d{1,7}$/.test(text))
      throw new Refusal('form/field', { label, sentence: '请写数字，例如：16。' })
    return Number(text)
  }
  const others = String(form.writeIns ?? '').trim()
  const writeIns = others === '' ? [] : readVotesByName(others)
  if (!writeIns)
    throw new Refusal('form/field', { label: '另选他人', sentence: '请写成“姓名:票数”，多人用“；”隔开。' })
  return {
    issued: read('issued', '发出'),
    returned: read('returned', '收回'),
    yes: read('yes', '赞成'),
    no: read('no', '反对'),
    abstain: read('abstain', '弃权'),
    invalid: read('invalid', '无效'),
    blank: read('blank', '空白'),
    persons: ballot.candidates
      .slice(0, mostNamesInForm)
      .map(({ name }, i) => ({ name, yes: read(`person${i}`, `${name}得票`) })),
    writeIns,
  }
}

async function countedHere(ctx: Ctx, id: string): Promise<Ballot> {
  const ballot = await ctx.unit.ballots.get(id)
  await refuseElsewhere(ctx, ballot?.organisationId ?? null)
  if (!ballot) throw new Refusal('card/not-ours', {})
  await ctx.allow('ballot.count', ballot.organisationId)
  return ballot
}

/** 确认 by the second teller: counts; a ballot on paper alone is closed and its result posted. */
export const clickConfirmSheet = defineAction(sheetConfirm, async ({ ballot: id, sheet }, ctx) => {
  await countedHere(ctx, id)
  const ballot = await confirmSheet(ctx, id, sheet, ctx.me().id)
  if (ballot.status === 'open') ctx.unit.touch(ballotViews.ballot, id)
  return { toast: ballot.status === 'open' ? '已确认，计入表决' : '已确认，结果已公布' }
})

/** 退回修改 by the second teller: the one who entered it is told. */
export const clickReturnSheet = defineAction(sheetReturn, async ({ ballot: id, sheet }, ctx) => {
  const ballot = await countedHere(ctx, id)
  const { enteredBy } = await returnSheet(ctx, id, sheet, ctx.me().id)
  ctx.unit.send({
    key: `count-sheet:${sheet}:returned`,
    kind: 'news',
    platform: ctx.platform,
    recipient: { memberId: enteredBy },
    content: {
      card: noteCard('计票单已退回', `${ballot.number} 的计票单被退回修改，请核对后重新录入。`, 'attention'),
    },
    priority: 'reply',
  })
  return { toast: '已退回修改' }
})
