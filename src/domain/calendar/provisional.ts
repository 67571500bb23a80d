import type { LocalDate } from './dates.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** Stands behind a date whose year's days off are not announced yet. */
export const provisionalWord = '暂定'

/** Says the same of a whole card (DOMAIN §4.4): dates are worked out anew when the table of the year arrives. */
export const provisionalWords = `该年放假安排尚未公布，日期为${provisionalWord}。`

/** Whether any of these local dates lies in a year whose days off are not announced yet; null and undefined are none. */
export const anyProvisional = (
  calendar: Pick<WorkingCalendar, 'isProvisional'>,
  dates: readonly (LocalDate | null | undefined)[],
): boolean => dates.some((date) => date != null && calendar.isProvisional(date))

/** The same on a line of its own, of a year: `2027：…`. */
export const provisionalLine = (year: string): string => `${year}：${provisionalWords}`
