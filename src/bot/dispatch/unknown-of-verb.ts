import { type CommandText, readCommand } from '../../domain/conversation/command-text.ts'
import { halfWidth } from '../../domain/conversation/normalise.ts'
import { may } from '../../domain/organisation/permissions.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Command, Reply } from '../../handlers/define/command.ts'
import type { Ctx } from '../../handlers/define/context.ts'
import { textsOf } from '../../handlers/define/read-arguments.ts'
import { organisationOf } from './context.ts'
import { formOf, readContextOf } from './run-command.ts'

/** What stands after a known verb and is none of its commands: `/表决 看看`. */
export interface UnknownOfVerb {
  verb: string
  /** The verb's commands that ask for something, in their order. */
  commands: readonly Command[]
  text: string
}

const verbOf = ({ name }: Command): string => name.split(' ')[0] ?? name

/**
 * Recognises a known verb, written with its slash, that is followed by something unknown; also where the verb alone is a
 * command that takes no parameters. Null for talk, for a command, and for a verb with nothing after it.
 */
export function unknownOfVerb(
  text: string,
  known: CommandText<Command> | null,
  all: readonly Command[],
): UnknownOfVerb | null {
  const typed = /^\s*\/\s*(.*)$/s.exec(halfWidth(text))?.[1]
  if (typed === undefined || (known && (Object.keys(known.command.args).length > 0 || !says(known.free))))
    return null
  const [verb] = [...new Set(all.map(verbOf))]
    .filter((one) => typed.startsWith(one) && says(typed.slice(one.length)))
    .sort((a, b) => b.length - a.length)
  const commands = all.filter((one) => verbOf(one) === verb && Object.keys(one.args).length > 0)
  return verb === undefined || commands.length === 0 ? null : { verb, commands, text }
}

const says = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** The form of the verb's first command that the person may give here, filled with what was typed. Nothing is done. */
export async function formOfVerb({ verb, commands, text }: UnknownOfVerb, ctx: Ctx): Promise<Reply> {
  const usable = await usableOf(commands, ctx)
  const [command, ...others] = usable
  const organisation = command && command.scope !== 'none' ? await organisationOf(ctx, command.scope) : null
  const keys = (one: Command) => Object.values(one.args).flatMap((arg) => [...arg.keys])
  const read = command && readCommand(text, [{ words: verb, command }], keys)
  if (!command || !read) throw new Refusal('card/not-readable', {})
  const { texts } = textsOf(read, readContextOf(ctx, organisation))
  const more = others.map(({ name }) => `/${name}`).join('、')
  const fault = `没有看懂“/${verb}”后面的内容，已按“/${command.name}”填入表单，请核对后提交。`
  return {
    card: await formOf(command, texts, ctx, [fault, ...(more === '' ? [] : [`要办其他的，请发送：${more}`])]),
    incomplete: true,
  }
}

/**
 * The commands that the person may give here, those first that they may give whatever it is about; refuses as the first
 * would where there are none.
 */
async function usableOf(commands: readonly Command[], ctx: Ctx): Promise<Command[]> {
  const usable: Command[] = []
  const perhaps: Command[] = []
  let refused: unknown
  for (const command of commands)
    try {
      const place = command.scope === 'none' ? null : await organisationOf(ctx, command.scope)
      if (place) await ctx.allow(command.permission, place.id, command.selfMay({}))
      const ever = !place || may(await ctx.rolesIn(place.id), command.permission)
      const list = ever ? usable : perhaps
      list.push(command)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused ??= error
    }
  if (usable.length + perhaps.length === 0) throw refused
  return [...usable, ...perhaps]
}
