import { isLocalDate } from '../../domain/calendar/dates.ts'
import { atLocalTime } from '../../domain/calendar/local-time.ts'
import {
  readTime,
  type TimeReading,
  takeTime,
  timeHintWords,
  timeRefusalWords,
} from '../../domain/times/index.ts'
import type { Arg, ReadContext, Reading } from '../define/argument.ts'

/** A moment in chat: the local date, the time, and the instant they make. */
export interface Moment {
  date: string
  time: string
  at: Date
}

const hintsOf = (reading: Extract<TimeReading, { ok: true }>): string =>
  reading.hints.map((hint) => timeHintWords[hint]).join('')

const refused = (reading: Extract<TimeReading, { ok: false }>, given: string): Reading<never> => ({
  ok: false,
  sentence: `“${given.slice(0, 30)}”：${timeRefusalWords[reading.reason]}`,
  ...(reading.proposal ? { proposal: `${reading.proposal.date} ${reading.proposal.time ?? ''}`.trim() } : {}),
})

const read = (given: string, ctx: ReadContext, past: boolean) =>
  readTime(given, { now: ctx.now, zone: ctx.zone, calendar: ctx.catalogue.calendar, past })

/**
 * A date with a time, local. What is understood but doubtful (the 9th of October said in November) opens the form
 * with the reading filled in, so that a person confirms it; a form's own value is taken as it is.
 */
export const dateTime = (options: { label: string; keys?: readonly string[] }): Arg<Moment> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: takeTime,
  async read(given, ctx) {
    const reading = read(given, ctx, false)
    if (!reading.ok) return refused(reading, given)
    if (reading.time === undefined) return { ok: false, sentence: '请写明几点。', proposal: reading.date }
    const { date, time } = reading
    if (reading.confirm) return { ok: false, sentence: hintsOf(reading), proposal: `${date} ${time}` }
    const at = atLocalTime(date, time, ctx.zone)
    if (at <= ctx.now) return { ok: false, sentence: '这个时间已经过去。' }
    return { ok: true, value: { date, time, at }, hint: hintsOf(reading) }
  },
  async field(ctx, value) {
    const reading = value === undefined ? null : read(value, ctx, false)
    const proposal = reading?.ok ? reading : reading?.proposal
    return {
      kind: 'datetime',
      label: options.label,
      ...(proposal ? { value: `${proposal.date} ${proposal.time ?? '15:00'}` } : {}),
    }
  },
})

/** A moment; a day alone means that day at a usual hour, which the card states. */
export const dayOrMoment = (options: {
  label: string
  keys?: readonly string[]
  /** `18:00`. */
  usual: string
}): Arg<Moment> => {
  const moment = dateTime(options)
  const day = dateOnly(options)
  return {
    ...moment,
    async read(given, ctx) {
      const reading = await moment.read(given, ctx)
      if (reading.ok || !isLocalDate(reading.proposal ?? '')) return reading
      const found = await day.read(given, ctx)
      if (found.ok) return moment.read(`${found.value} ${options.usual}`, ctx)
      return found.proposal === undefined
        ? found
        : { ...found, proposal: `${found.proposal} ${options.usual}` }
    },
  }
}

/** The parameter taken from the end of the free text, where its last word or two are a time: `羽毛球比赛 12月5日`. */
export const atTheEnd = <T>(arg: Arg<T>): Arg<T> => ({
  ...arg,
  take(free) {
    const words = free.trim().split(/\s+/)
    for (const count of [2, 1]) {
      const text = words.slice(-count).join(' ')
      if (words.length > count && takeTime(text)?.rest === '')
        return { text, rest: words.slice(0, -count).join(' ') }
    }
    return null
  },
})

/** A local date; `past` allows days gone by (补录, 任职日期). */
export const dateOnly = (options: {
  label: string
  keys?: readonly string[]
  past?: boolean
}): Arg<string> => ({
  label: options.label,
  keys: [options.label, ...(options.keys ?? [])],
  required: true,
  take: takeTime,
  async read(given, ctx) {
    const reading = read(given, ctx, options.past ?? false)
    if (!reading.ok) return refused(reading, given)
    if (reading.confirm) return { ok: false, sentence: hintsOf(reading), proposal: reading.date }
    return { ok: true, value: reading.date, hint: hintsOf(reading) }
  },
  async field(ctx, value) {
    const reading = value === undefined ? null : read(value, ctx, options.past ?? false)
    const proposal = reading?.ok ? reading : reading?.proposal
    return { kind: 'date', label: options.label, ...(proposal ? { value: proposal.date } : {}) }
  },
})
