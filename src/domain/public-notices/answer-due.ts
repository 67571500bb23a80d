import { earlierOf, type LocalDate } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Objection, PublicNotice } from '../ports/public-notices.ts'
import { ruleOfNotice } from './kinds.ts'
import { openObjections } from './outcome.ts'

type Deadline = Pick<PublicNotice, 'matter' | 'endsAt'>

/**
 * The local date by which an objection must be answered: so many working days after it came where its matter says so (会费:
 * 5), else the last day of the period. Null where there is no period.
 */
export function answerDueOn(
  { matter, endsAt }: Deadline,
  { submittedOn }: Pick<Objection, 'submittedOn'>,
  calendar: WorkingCalendar,
  zone: string,
): LocalDate | null {
  const { answerDays } = ruleOfNotice(matter)
  if (answerDays !== undefined) return calendar.addWorkingDays(submittedOn, answerDays)
  return endsAt && localDate(endsAt, zone)
}

/** When the first of a notice's open objections must be answered; null where none is open. */
export function nextAnswerDue(
  notice: Deadline,
  objections: readonly Pick<Objection, 'submittedOn' | 'conclusion'>[],
  calendar: WorkingCalendar,
  zone: string,
): LocalDate | null {
  const days = openObjections(objections).flatMap((one) => answerDueOn(notice, one, calendar, zone) ?? [])
  return days.length === 0 ? null : days.reduce(earlierOf)
}
