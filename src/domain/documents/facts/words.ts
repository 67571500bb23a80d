import { partsOf } from '../../calendar/dates.ts'
import { localDate, localTime } from '../../calendar/local-time.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** `2026年12月22日`, as dates stand in documents. */
export function documentDate(date: string): string {
  const { year, month, day } = partsOf(date)
  return `${year}年${month}月${day}日`
}

/** Date, weekday and time of an instant, local. */
export function momentFacts(at: Date, zone: string): { date: string; weekday: string; time: string } {
  const date = localDate(at, zone)
  return {
    date: documentDate(date),
    weekday: weekdays[partsOf(date).weekday - 1] ?? '',
    time: localTime(at, zone),
  }
}
