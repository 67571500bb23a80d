import { addDays, type LocalDate, partsOf } from '../calendar/dates.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'

/** The stage of a reminder that was asked for by 稍后提醒. */
export const AGAIN = 'again'

/** The day on which a matter that was put off comes again: on a day off, the next working day. */
export function snoozeDay(
  length: 'tomorrow' | 'three_days' | 'next_monday',
  today: LocalDate,
  calendar: WorkingCalendar,
): LocalDate {
  const days = { tomorrow: 1, three_days: 3, next_monday: 8 - partsOf(today).weekday }
  return calendar.nextWorkingDay(addDays(today, days[length]))
}
