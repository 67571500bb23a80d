import { isLocalDate } from '../../domain/calendar/dates.ts'
import { DUE_TIME } from '../../domain/calendar/due.ts'
import { caseNumber, dateOnly, dateTime } from '../arguments/index.ts'
import { type Arg, wholeText } from '../define/argument.ts'

/** A moment; a day alone means the end of office hours on that day (民法典 art. 203), which the card states. */
export const deadline = (label: string): Arg<{ at: Date }> => {
  const moment = dateTime({ label })
  const day = dateOnly({ label })
  return {
    ...moment,
    async read(given, ctx) {
      const reading = await moment.read(given, ctx)
      if (reading.ok || !isLocalDate(reading.proposal ?? '')) return reading
      const found = await day.read(given, ctx)
      if (found.ok) return moment.read(`${found.value} ${DUE_TIME}`, ctx)
      return found.proposal === undefined ? found : { ...found, proposal: `${found.proposal} ${DUE_TIME}` }
    },
  }
}

/**
 * The text of an opinion, exactly as typed: the rule judges it. It is never shown again on a form, because the form
 * would stand in the chat and in the outbox.
 */
export const opinionText: Arg<string> = {
  label: '意见',
  keys: ['内容'],
  required: true,
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

/** A call's number as typed; an unknown one is refused by the handler, so that no form repeats what else was typed. */
export const typedCallNumber: Arg<string> = {
  ...caseNumber({ letter: 'Y' }),
  take: null,
  read: async (given) => ({ ok: true, value: given.trim().slice(0, 20) }),
}
