import { addDays, addMonths, type LocalDate, partsOf } from '../calendar/dates.ts'
import { localDate, localTime } from '../calendar/local-time.ts'
import { type ClockNotRead, type ClockRead, resolveClock, resolveEnd } from './clock.ts'
import type {
  DayContext,
  DayNotRead,
  DayRead,
  Moment,
  TimeContext,
  TimeHint,
  TimeNotRead,
  TimeReading,
} from './reading.ts'
import { type SaidMoment, scanMoment } from './scan.ts'
import { normaliseWording } from './wording.ts'

/** Hints after which nothing is done before the person has confirmed. */
const CONFIRMED: ReadonlySet<TimeHint> = new Set<TimeHint>([
  'today',
  'next-week',
  'next-month',
  'next-quarter',
  'next-year',
  'last-year',
  'provisional',
  'proposed-time',
  'next-day',
  'short-date',
])

const YEARS_AHEAD = 5
/** No date of a living person's membership lies further back. */
const YEARS_BACK = 100

/**
 * Reads a time as people write it in chat: 下周三15:00, 11月25日下午三点一刻, 月底, 三个工作日后, 2026-12-25 15:00.
 * Never guesses silently: what has two meanings is refused with a proposal, or read with a hint and `confirm`.
 * Without a time of day `time` is absent. Weeks run from Monday to Sunday.
 */
export function readTime(text: string, context: TimeContext): TimeReading {
  const said = scanMoment(normaliseWording(text))
  if (!said) return { ok: false, reason: 'not-understood' }
  const today = localDate(context.now, context.zone)
  const here = { ...context, today, timeNow: localTime(context.now, context.zone) }
  return resolve(said, here)
}

function resolve(said: SaidMoment, context: DayContext): TimeReading {
  const day: DayRead | DayNotRead = said.day ? said.day.rule.day(said.day.match, context) : todayFor(context)
  if ('refusal' in day) return dayNotRead(day)
  if (said.weekday !== undefined && partsOf(day.date).weekday !== said.weekday) {
    return { ok: false, reason: 'weekday-mismatch', date: day.date, proposal: { date: day.date } }
  }
  const clock = said.clock ? resolveClock(said.clock) : undefined
  if (clock && 'refusal' in clock) return clockNotRead(clock, day, context)
  return read(said, day, clock, context)
}

const todayFor = ({ today }: DayContext): DayRead => ({
  date: today,
  hints: ['today'],
  again: { date: addDays(today, 1), hint: 'next-day', roll: false },
})

const dayNotRead = ({ refusal, proposal }: DayNotRead): TimeNotRead =>
  proposal === undefined
    ? { ok: false, reason: refusal }
    : { ok: false, reason: refusal, proposal: { date: proposal } }

function clockNotRead(clock: ClockNotRead, day: DayRead, context: DayContext): TimeNotRead {
  const refused = { ok: false as const, reason: clock.refusal, date: day.date }
  const time = 'proposal' in clock ? clock.proposal : undefined
  if (time === undefined) return refused
  const first = { date: day.date, time }
  if (!isPast(first, context)) return { ...refused, proposal: first }
  const next = again(day, time, context)
  return next ? { ...refused, reason: 'past', proposal: next } : { ...refused, reason: 'past' }
}

function read(
  said: SaidMoment,
  day: DayRead,
  clock: ClockRead | undefined,
  context: DayContext,
): TimeReading {
  const time = clock?.time ?? day.time
  const hints = new Set(day.hints)
  if (clock?.isProposed) hints.add('proposed-time')
  if (clock?.nextDay) hints.add('next-day')
  let moment = momentOf(clock?.nextDay ? addDays(day.date, 1) : day.date, time)
  if (isPast(moment, context)) {
    const next = again(day, time, context)
    if (!next || !day.again?.roll) {
      return { ok: false, reason: 'past', date: day.date, ...(next && { proposal: next }) }
    }
    hints.delete('today')
    hints.add(day.again.hint)
    moment = next
  }
  if (moment.date > addMonths(context.today, 12 * YEARS_AHEAD)) {
    return { ok: false, reason: 'too-far', date: moment.date }
  }
  if (moment.date < addMonths(context.today, -12 * YEARS_BACK)) {
    return { ok: false, reason: 'too-long-ago', date: moment.date }
  }
  return withEnd(said, moment, hints, context)
}

function withEnd(said: SaidMoment, moment: Moment, hints: Set<TimeHint>, context: DayContext): TimeReading {
  if (!context.calendar.isWorkingDay(moment.date)) hints.add('day-off')
  const list = [...hints]
  const reading = {
    ok: true as const,
    ...moment,
    hints: list,
    confirm: list.some((hint) => CONFIRMED.has(hint)),
  }
  if (!said.end || moment.time === undefined) return reading
  const end = resolveEnd(said.end, moment.time)
  if ('refusal' in end) return { ok: false, reason: end.refusal, date: moment.date }
  if (end.nextDay || end.time <= moment.time)
    return { ok: false, reason: 'end-before-start', date: moment.date }
  return { ...reading, end: end.time }
}

const momentOf = (date: LocalDate, time: string | undefined): Moment =>
  time === undefined ? { date } : { date, time }

function isPast({ date, time }: Moment, { today, timeNow, past }: DayContext): boolean {
  if (past) return false
  return date < today || (date === today && time !== undefined && time < timeNow)
}

/** The same expression next time, if it has one that lies ahead. */
function again(day: DayRead, time: string | undefined, context: DayContext): Moment | undefined {
  const next = day.again && momentOf(day.again.date, time)
  return next && !isPast(next, context) ? next : undefined
}
