import { faultCard, noteCard, refusalCard } from '../../cards/plain-cards.ts'
import { visibleText } from '../../domain/conversation/characters.ts'
import { readCommand, type Spelling } from '../../domain/conversation/command-text.ts'
import { documentLinks } from '../../domain/papers/links.ts'
import type { Unit } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Command, Reply } from '../../handlers/define/command.ts'
import type { Ctx } from '../../handlers/define/context.ts'
import { textsOf } from '../../handlers/define/read-arguments.ts'
import type { Message } from '../platform.ts'
import { replyTo } from '../replies/index.ts'
import { contextOf } from './context.ts'
import { runCommand } from './run-command.ts'
import type { DispatchOptions } from './services.ts'
import { formOfVerb, unknownOfVerb } from './unknown-of-verb.ts'

const source = 'message'

/** All spellings of all commands. */
export const spellingsOf = (commands: readonly Command[]): Spelling<Command>[] =>
  commands.flatMap((command) => [command.name, ...command.aliases].map((words) => ({ words, command })))

const keysOf = (command: Command): string[] => Object.values(command.args).flatMap((arg) => [...arg.keys])

/**
 * Takes a message: recognises the command, runs it in one unit with its inbox mark, and leaves the answer in the
 * outbox. A refusal is answered in a unit of its own, after the first was rolled back. Text that is no command opens
 * the help card.
 */
export function messageHandler(options: DispatchOptions): (message: Message) => Promise<void> {
  const spellings = spellingsOf(options.commands)
  const notACommand = (said: string) => ({
    command: options.help,
    free: [...visibleText(said)].slice(0, 40).join(''),
    named: new Map<string, string>(),
  })

  const answer = async (
    message: Message,
    act: (unit: Unit, ctx: Ctx) => Promise<Reply | null>,
  ): Promise<void> =>
    options.storage.unit(async (unit) => {
      const seen = await unit.inbox.mark({ source, key: message.key, digest: message.digest })
      if (seen) {
        if (!seen.sameBody) options.log.warn({ key: message.key }, 'another body under a known message id')
        return
      }
      const ctx = await contextOf(unit, options.services, {
        platform: options.platform,
        from: message.from,
        chat: { id: message.chat.chatId, type: message.chat.type },
      })
      const reply = await act(unit, ctx)
      if (reply) sendReply(unit, options.platform, message, ctx, reply)
    })

  /** A file, picture or link: for the case that it answers, or that its sender was asked for. Elsewhere talk. */
  const takePapers = async (message: Message, links: string[]): Promise<void> => {
    const attachments = message.attachments ?? []
    const run = (act: (unit: Unit, ctx: Ctx) => Promise<Reply | null>) => answer(message, act)
    try {
      await run(async (unit, ctx) => {
        const repliedTo = message.replyTo
          ? await unit.cards.byMessage(options.platform, message.replyTo)
          : null
        const { messageId } = message
        return options.incoming.run({ messageId, attachments, links, repliedTo }, ctx)
      })
    } catch (error) {
      if (options.isPassing(error)) throw error
      const card =
        error instanceof Refusal
          ? refusalCard(replyTo(error))
          : faultCard(logged(options, message, 'files', error))
      await run(async () => ({ card }))
    }
  }

  return async (message) => {
    const known = readCommand(message.text, spellings, keysOf)
    const links = message.replyTo ? documentLinks(message.text) : []
    if (!known && ((message.attachments ?? []).length > 0 || links.length > 0))
      return takePapers(message, links)
    const unknown = unknownOfVerb(message.text, known, options.commands)
    const text = known ?? notACommand(message.text.trim())
    const { command } = text
    try {
      if (unknown) return await answer(message, (_unit, ctx) => formOfVerb(unknown, ctx))
      const chat = { id: message.chat.chatId, type: message.chat.type }
      const looked = command.look ? await command.look(options.directory, chat) : undefined
      await answer(message, (_unit, ctx) =>
        runCommand(command, (reading) => textsOf(text, reading), ctx, looked),
      )
    } catch (error) {
      if (options.isPassing(error)) throw error
      const card =
        error instanceof Refusal
          ? refusalCard(replyTo(error))
          : faultCard(logged(options, message, command.name, error))
      await answer(message, async () => ({ card }))
    }
  }
}

function logged(options: DispatchOptions, message: Message, command: string, error: unknown): string {
  const reference = options.newReference()
  options.log.error({ reference, key: message.key, command, err: error }, 'a command failed')
  return reference
}

/**
 * Leaves a reply in the outbox: where the question was asked, or to the person alone. What is asked in private is sent
 * to the person, so that its card knows whose it is. A private answer to a question in a group leaves a line there.
 */
function sendReply(unit: Unit, platform: string, message: Message, ctx: Ctx, reply: Reply): void {
  const content = 'card' in reply ? { card: reply.card } : { view: reply.view, ref: reply.ref }
  const here = { chatId: message.chat.chatId }
  const me = ctx.actor.member
  const toPerson = me !== null && (reply.privately === true || message.chat.type === 'private')
  const common = { kind: 'reply', platform, priority: 'reply' } as const
  unit.send({
    ...common,
    key: `reply:${message.key}`,
    recipient: toPerson ? { memberId: me.id } : here,
    content,
  })
  if (toPerson && message.chat.type === 'group')
    unit.send({
      ...common,
      key: `reply:${message.key}:told`,
      recipient: here,
      content: { card: noteCard('已私聊发送', '该内容只能由本人查看，已私聊发送。') },
    })
}
