import { partsOf } from '../domain/calendar/dates.ts'
import { localDate, localTime } from '../domain/calendar/local-time.ts'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** `12月25日（周五）`; with the year where it is not `inYear`'s. */
export function dateWords(date: string, inYear?: string): string {
  const { year, month, day, weekday } = partsOf(date)
  const prefix = inYear?.startsWith(String(year)) ? '' : `${year}年`
  return `${prefix}${month}月${day}日（周${weekdays[weekday - 1]}）`
}

/** `2026年12月25日（周五）15:00`, local. */
export const timeWords = (at: Date, zone: string): string =>
  `${dateWords(localDate(at, zone))}${localTime(at, zone)}`

/** `12-25 15:00`, local: for rows and stamps. */
export const stampWords = (at: Date, zone: string): string =>
  `${localDate(at, zone).slice(5)} ${localTime(at, zone)}`

/** Names in one line, cut with a count: `张伟、李四等12人`. */
export const nameWords = (names: readonly string[], most = 20): string =>
  names.length <= most ? names.join('、') : `${names.slice(0, most).join('、')}等${names.length}人`

/** Cuts a text for a title or a row, by characters as people count them. */
export function shortened(text: string, most: number): string {
  const parts = [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)].map(
    (one) => one.segment,
  )
  return parts.length <= most ? text : `${parts.slice(0, most - 1).join('')}…`
}

/** A length of time in minutes, rounded to what people plan with: `5分钟`, `83小时`. */
export const lengthWords = (minutes: number): string =>
  minutes < 120 ? `${minutes}分钟` : `${Math.round(minutes / 60)}小时`
