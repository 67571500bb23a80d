import type { Field } from '../../cards/card.ts'
import { shortened } from '../../cards/wording.ts'
import type { CommandText } from '../../domain/conversation/command-text.ts'
import type { ReadContext } from './argument.ts'
import type { Command } from './command.ts'

/** Parameters as texts by their names, from a message or a form. */
export type ArgumentTexts = Record<string, string>

/** What was given: the texts, and what of a message belongs to no parameter. */
export interface Given {
  texts: ArgumentTexts
  unread?: string
}

/** All that was read; or what is missing and wrong, with the fields of the form that asks for it. */
export type Arguments =
  | { ok: true; values: Record<string, unknown>; hints: string[] }
  | { ok: false; faults: string[]; fields: Record<string, Field> }

/** Assigns the parts of a message to the command's parameters: first what carries its key, then the free text in order. */
export function textsOf(text: CommandText<Command>, ctx: ReadContext): Given {
  const texts: ArgumentTexts = {}
  const entries = Object.entries(text.command.args)
  for (const [name, arg] of entries) {
    const key = arg.keys.find((one) => text.named.has(one))
    if (key !== undefined) texts[name] = text.named.get(key) ?? ''
  }
  let free = text.free
  for (const [name, arg] of entries) {
    if (name in texts || !arg.take || free === '') continue
    const taken = arg.take(free, ctx)
    if (!taken) continue
    texts[name] = taken.text
    free = taken.rest
  }
  return { texts, unread: free }
}

/** Assigns the fields of a submitted form. Lists of choices come as arrays. */
export function textsOfForm(command: Command, form: Record<string, unknown>): Given {
  const texts: ArgumentTexts = {}
  for (const name of Object.keys(command.args)) {
    const value = form[name]
    if (typeof value === 'string' && value.trim() !== '') texts[name] = value
    else if (typeof value === 'boolean') texts[name] = value ? '是' : '否'
    else if (Array.isArray(value)) texts[name] = value.filter((one) => typeof one === 'string').join('、')
  }
  return { texts }
}

/** Signs and blanks around a command say nothing: `/签到。` */
const says = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/**
 * Reads every parameter. With a fault anywhere, the form of all parameters comes back, filled with what was given. Words
 * that belong to no parameter are a fault: `/签到 D2026-1x` must not sign in at whatever meeting is next. A command
 * without parameters takes talk after it for talk.
 */
export async function readArguments(
  command: Command,
  { texts, unread = '' }: Given,
  ctx: ReadContext,
): Promise<Arguments> {
  const values: Record<string, unknown> = {}
  const faults: string[] = []
  const all = Object.values(command.args)
  const shownBack = all.some((arg) => arg.confidential) ? '有的内容' : `“${shortened(unread, 20)}”`
  if (says(unread) && all.length > 0) faults.push(`没有看懂${shownBack}，请核对后在表单中填写。`)
  const hints: string[] = []
  const shown: ArgumentTexts = { ...texts }
  for (const [name, arg] of Object.entries(command.args)) {
    const text = texts[name]
    if (text === undefined || text === '') {
      const spared = arg.unless?.some((other) => (texts[other] ?? '') !== '')
      if (arg.required && !spared) faults.push(`请填写${arg.label}。`)
      continue
    }
    const reading = await arg.read(text, ctx)
    if (reading.ok) {
      values[name] = reading.value
      if (reading.hint) hints.push(reading.hint)
      continue
    }
    faults.push(
      reading.sentence.startsWith(arg.label) ? reading.sentence : `${arg.label}：${reading.sentence}`,
    )
    if (reading.proposal !== undefined) shown[name] = reading.proposal
  }
  if (faults.length === 0) return { ok: true, values, hints }
  return { ok: false, faults, fields: await fieldsOf(command, shown, ctx) }
}

/** The fields of a command's form, filled with texts by the names of its parameters. */
export async function fieldsOf(
  command: Command,
  texts: ArgumentTexts,
  ctx: ReadContext,
): Promise<Record<string, Field>> {
  const fields: Record<string, Field> = {}
  for (const [name, arg] of Object.entries(command.args))
    fields[name] = { ...(await arg.field(ctx, texts[name])), required: arg.required && !arg.unless }
  return fields
}
