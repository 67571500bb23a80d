import { DUE_TIME } from '../../domain/calendar/due.ts'
import { halfWidth } from '../../domain/conversation/normalise.ts'
import { caseNumber, dayOrMoment } from '../arguments/index.ts'
import type { Moment } from '../arguments/time.ts'
import { type Arg, wholeText } from '../define/argument.ts'

/** A moment; a day alone means the end of office hours on that day (民法典 art. 203), which the card states. */
export const deadline = (label: string): Arg<Moment> => dayOrMoment({ label, usual: DUE_TIME })

/**
 * The text of an opinion, exactly as typed: the rule judges it. It is never shown again on a form, because the form
 * would stand in the chat and in the outbox.
 */
export const opinionText: Arg<string> = {
  label: '意见',
  keys: ['内容'],
  required: true,
  confidential: true,
  take: wholeText,
  read: async (given) => ({ ok: true, value: given }),
  field: async () => ({ kind: 'area', label: '意见', maxLength: 1000 }),
}

/** 匿名 before the text, followed by a space or a sign: 「匿名 建议…」 wishes it, 「匿名投票…」 is text. */
export const wishesAnonymity: Arg<boolean> = {
  label: '匿名',
  keys: ['匿名'],
  required: true,
  take(free) {
    const said = /^匿名[\s:：,，]+/.exec(free)
    return said ? { text: '是', rest: free.slice(said[0].length) } : null
  },
  read: async (given) => ({ ok: true, value: given.trim() !== '否' }),
  field: async (_ctx, value) => ({ kind: 'check', label: '匿名', value: value === '是' }),
}

/** `编号=Y2026-002` anywhere in the text, or the number itself at its beginning, with its letter. */
const writtenNumber = /(?:^|\s)编号\s*[=:]\s*(\S+)(?=\s|$)|^(Y(?:\d{4}-)?\d{1,6})(?=\s)/i

/**
 * A call's number as typed, cut out of the text, so that what follows it stays the opinion. An unknown one is refused by
 * the handler: no form repeats what else was typed.
 */
export const typedCallNumber: Arg<string> = {
  ...caseNumber({ letter: 'Y' }),
  keys: [],
  take(free) {
    const found = writtenNumber.exec(halfWidth(free))
    if (!found) return null
    const rest = `${free.slice(0, found.index)} ${free.slice(found.index + found[0].length)}`
    return { text: found[1] ?? found[2] ?? '', rest: rest.trim() }
  },
  read: async (given) => ({ ok: true, value: given.trim().slice(0, 20) }),
}
