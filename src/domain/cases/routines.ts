import type { LocalDate } from '../calendar/dates.ts'
import { addDays, partsOf } from '../calendar/dates.ts'
import { atLocalTime, localDate } from '../calendar/local-time.ts'
import { periodOf } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { OrganisationKind } from '../organisation/types.ts'
import type { ProcessTemplate } from '../process/index.ts'

/** A period of a routine, with what people call it. */
export interface RoutinePeriod {
  start: LocalDate
  end: LocalDate
  words: string
}

export type RoutineSpan = 'month' | 'quarter' | 'half_year' | 'year'

/** What people call the span of a routine. */
export const spanWords: Record<RoutineSpan, string> = {
  month: '每月',
  quarter: '每季度',
  half_year: '每半年',
  year: '每年',
}

/** When a routine is started on the first working day of its period, and offers are made. Local time. */
const STARTS = '09:00'

/**
 * The span of a process that comes round with the calendar; undefined for others. Meetings are not among them: whether they
 * are due is the matter of the obligations, and their time is a person's choice.
 */
export const spanOf = ({ number, trigger }: ProcessTemplate): RoutineSpan | undefined =>
  trigger.type === 'cadence' && number !== 'D' ? trigger.period : undefined

/** Which kind of organisation has a routine: the union what its chair, committee or finance own. */
export const routineKind = ({ owner }: ProcessTemplate): OrganisationKind =>
  owner.startsWith('union') ? 'union' : 'branch'

/** The period in which a day lies. */
export function routinePeriod(span: RoutineSpan, date: LocalDate): RoutinePeriod {
  const { year, month } = partsOf(date)
  if (span === 'half_year') {
    const first = month <= 6
    return first
      ? { start: `${year}-01-01`, end: `${year}-06-30`, words: `${year}年上半年` }
      : { start: `${year}-07-01`, end: `${year}-12-31`, words: `${year}年下半年` }
  }
  const { start, end } = periodOf(date, span)
  const words = { month: `${month}月`, quarter: `第${Math.ceil(month / 3)}季度`, year: '' }[span]
  return { start, end, words: `${year}年${words}` }
}

/** The days from which the steps of a routine count that a person starts: those of the period in which it is started. */
export function periodOfToday(
  template: ProcessTemplate,
  today: LocalDate,
): { PS: LocalDate; PE: LocalDate } | null {
  const span = spanOf(template)
  if (!span) return null
  const { start, end } = routinePeriod(span, today)
  return { PS: start, PE: end }
}

/** The instant at which a period's case is started: nine o'clock on its first working day. */
export function routineStart(
  { start }: Pick<RoutinePeriod, 'start'>,
  calendar: WorkingCalendar,
  zone: string,
): Date {
  return atLocalTime(calendar.nextWorkingDay(start), STARTS, zone)
}

/** The next instant after `after` at which a period of any span begins. */
export function nextRoutineAt(after: Date, calendar: WorkingCalendar, zone: string): Date {
  const here = routinePeriod('month', localDate(after, zone))
  const start = routineStart(here, calendar, zone)
  if (start > after) return start
  return routineStart({ start: addDays(here.end, 1) }, calendar, zone)
}
