import { addDays, type LocalDate, partsOf } from '../calendar/dates.ts'
import {
  nextPeriod,
  type Period,
  type PeriodKind,
  parsePeriod,
  periodOf,
  previousPeriod,
} from '../calendar/periods.ts'
import { NUMBER, numberOf, YEAR } from './chinese-numbers.ts'
import { counted } from './counted-days.ts'
import { namedMonth, namedYear } from './dated-days.ts'
import {
  type DayContext,
  type DayNotRead,
  type DayRead,
  type DayRule,
  form,
  type TimeHint,
} from './reading.ts'

const numbers = { number: NUMBER, year: YEAR }

const NEXT_HINT: Record<PeriodKind, TimeHint> = {
  month: 'next-month',
  quarter: 'next-quarter',
  year: 'next-year',
}
const STEP: Record<string, (period: Period) => Period> = {
  上: previousPeriod,
  去: previousPeriod,
  下: nextPeriod,
  明: nextPeriod,
}

const lastWorkday = (period: Period, context: DayContext): DayRead =>
  counted(context.calendar.previousWorkingDay(period.end), context)

/** The last working day of the running period, or of the next one when it has passed. */
function runningEnd(kind: PeriodKind, context: DayContext): DayRead {
  const running = periodOf(context.today, kind)
  const here = lastWorkday(running, context)
  const next = lastWorkday(nextPeriod(running), context)
  if (context.past || here.date > context.today) return here
  if (here.date === context.today)
    return { ...here, again: { date: next.date, hint: NEXT_HINT[kind], roll: true } }
  return { ...next, hints: [...(next.hints ?? []), NEXT_HINT[kind]] }
}

const namedEnd = (word: string, kind: PeriodKind, context: DayContext): DayRead =>
  lastWorkday((STEP[word] ?? ((same: Period) => same))(periodOf(context.today, kind)), context)

/** The end of a month of the year, this year's or the next that is not past. */
function monthEnd(year: string | undefined, said: string, context: DayContext): DayRead | DayNotRead {
  const month = numberOf(said) ?? 0
  const { year: thisYear, month: thisMonth } = partsOf(context.today)
  const isNext = year === undefined && !context.past && month < thisMonth
  const at = year === undefined ? thisYear + (isNext ? 1 : 0) : namedYear(year, context)
  const period = parsePeriod(`${at}-${String(month).padStart(2, '0')}`)
  if (!period) return { refusal: 'no-such-day' }
  const end = lastWorkday(period, context)
  return isNext ? { ...end, hints: [...(end.hints ?? []), 'next-year'] } : end
}

function quarterEnd(said: string, context: DayContext): DayRead | DayNotRead {
  const period = parsePeriod(`${partsOf(context.today).year}-Q${numberOf(said)}`)
  return period ? lastWorkday(period, context) : { refusal: 'no-such-day' }
}

const vague = (proposal?: LocalDate): DayNotRead =>
  proposal === undefined ? { refusal: 'ambiguous-day' } : { refusal: 'ambiguous-day', proposal }

const WEEKS: Record<string, number> = { 上: -7, 下: 7, 下下: 14 }

function saturday(word: string | undefined, { today }: DayContext): LocalDate | undefined {
  const date = addDays(today, 6 - partsOf(today).weekday + (WEEKS[word ?? ''] ?? 0))
  if (date >= today) return date
  return word === undefined ? addDays(date, 7) : undefined
}

const firstWorkdayOf = (start: LocalDate, { calendar, today }: DayContext): LocalDate | undefined => {
  const first = calendar.nextWorkingDay(start)
  return first >= today ? first : undefined
}

/** Ends of periods (their last working day), and expressions that name a stretch of days: these are asked back. */
export const periodDays: readonly DayRule[] = [
  { form: /月[底末]/y, day: (_, context) => runningEnd('month', context) },
  { form: /季度?[底末]/y, day: (_, context) => runningEnd('quarter', context) },
  { form: /年[底末终]/y, day: (_, context) => runningEnd('year', context) },
  {
    form: /(下下|[上本这当下])个?月[底末]/y,
    day: ([, word = ''], context) => lastWorkday(periodOf(namedMonth(word, context), 'month'), context),
  },
  {
    form: /([上本这下])个?季度?[底末]/y,
    day: ([, word = ''], context) => namedEnd(word, 'quarter', context),
  },
  { form: /([去今本明])年[底末终]/y, day: ([, word = ''], context) => namedEnd(word, 'year', context) },
  { form: /第?([一二三四1-4])季度[底末]/y, day: ([, n = ''], context) => quarterEnd(n, context) },
  {
    form: form('(YYYY年|[去今本明后]年)?#月份?[底末]', numbers),
    day: ([, year, , month = ''], context) => monthEnd(year, month, context),
  },
  { form: /(下下|[上本这下])?个?周末/y, day: ([, word], context) => vague(saturday(word, context)) },
  { form: /(?:下下|[上本这下])个?周内?/y, day: () => vague() },
  {
    form: /([本这下])个?月初/y,
    day: ([, word = ''], context) => vague(firstWorkdayOf(namedMonth(word, context), context)),
  },
  { form: /(?:下下|[上本这当下])个?月(?:[上中下]旬|内)?/y, day: () => vague() },
  { form: form('(YYYY年|[去今本明后]年)?#月(?:份|初|[上中下]旬)?', numbers), day: () => vague() },
  { form: /(?:本|这个?|下个?)季度/y, day: () => vague() },
]
