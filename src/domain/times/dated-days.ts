import { addDays, addMonths, dateOf, type LocalDate, partsOf } from '../calendar/dates.ts'
import { NUMBER, numberOf, YEAR, yearOf } from './chinese-numbers.ts'
import { type DayContext, type DayNotRead, type DayRead, type DayRule, form } from './reading.ts'

const SHORT = '\\d{1,2}'
const numbers = { number: NUMBER, year: YEAR }
const noSuchDay: DayNotRead = { refusal: 'no-such-day' }

const YEAR_WORDS: Record<string, number> = { 去: -1, 今: 0, 本: 0, 明: 1, 后: 2 }
const MONTH_WORDS: Record<string, number> = { 上: -1, 本: 0, 这: 0, 当: 0, 下: 1, 下下: 2 }

/** The year that 今年, 明年 … or a number names. */
export const namedYear = (word: string, { today }: DayContext): number => {
  const offset = YEAR_WORDS[word.replace('年', '')]
  return offset === undefined ? yearOf(word.replace('年', '')) : partsOf(today).year + offset
}

/** The first day of the month that 本月, 下月 … names. */
export const namedMonth = (word: string, { today }: DayContext): LocalDate =>
  addMonths(`${today.slice(0, 7)}-01`, MONTH_WORDS[word] ?? 0)

const fixed = (year: number, month: string, day: string): DayRead | DayNotRead => {
  const date = dateOf(year, numberOf(month) ?? 0, numberOf(day) ?? 0)
  return date === undefined ? noSuchDay : { date }
}

/** A month and day without a year: this year's, or next year's when it has passed (in the past mode the last one). */
function monthAndDay(month: string, day: string, { today, past }: DayContext): DayRead | DayNotRead {
  const [m, d] = [numberOf(month) ?? 0, numberOf(day) ?? 0]
  const { year, month: thisMonth, day: thisDay } = partsOf(today)
  const isBefore = m < thisMonth || (m === thisMonth && d < thisDay)
  const isAfter = m > thisMonth || (m === thisMonth && d > thisDay)
  const other = past ? isAfter : isBefore
  const date = dateOf(year + (other ? (past ? -1 : 1) : 0), m, d)
  if (date === undefined) return noSuchDay
  return other ? { date, hints: [past ? 'last-year' : 'next-year'] } : { date }
}

/** A day of the month alone: this month's, or the next month's when it has passed or this month has none. */
function dayOfMonth(day: string, { today, past }: DayContext): DayRead | DayNotRead {
  const d = numberOf(day) ?? 0
  const inMonth = (offset: number) => {
    const { year, month } = partsOf(addMonths(`${today.slice(0, 7)}-01`, offset))
    return dateOf(year, month, d)
  }
  const [here, next] = [inMonth(0), inMonth(past ? -1 : 1)]
  if (here !== undefined && (past ? here <= today : here >= today)) {
    return next && !past
      ? { date: here, again: { date: next, hint: 'next-month', roll: true } }
      : { date: here }
  }
  if (next === undefined) return noSuchDay
  return past ? { date: next } : { date: next, hints: ['next-month'] }
}

function dayOfNamedMonth(word: string, day: string, context: DayContext): DayRead | DayNotRead {
  const { year, month } = partsOf(namedMonth(word, context))
  return fixed(year, String(month), day)
}

const short = (read: DayRead | DayNotRead): DayRead | DayNotRead =>
  'date' in read ? { ...read, hints: [...(read.hints ?? []), 'short-date'] } : read

const WEEKDAYS: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
const WEEK_WORDS: Record<string, number> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 }

/** The number of a weekday (1 = Monday) as a numeral, digit, 日 or 天. */
export const weekdayOf = (word: string): number => WEEKDAYS[word] ?? Number(word)

/** A day of a named week; weeks run from Monday to Sunday. */
function dayOfWeek(word: string, weekday: number, { today }: DayContext): DayRead {
  const offset = WEEK_WORDS[word] ?? 0
  const date = addDays(today, weekday - partsOf(today).weekday + 7 * offset)
  return offset === 0 ? { date, again: { date: addDays(date, 7), hint: 'next-week', roll: false } } : { date }
}

/** The next such weekday; today itself is to be confirmed (in the past mode the last one, today included). */
function comingWeekday(weekday: number, { today, past }: DayContext): DayRead {
  const ahead = (weekday - partsOf(today).weekday + 7) % 7
  if (past) return { date: addDays(today, ahead === 0 ? 0 : ahead - 7) }
  if (ahead > 0) return { date: addDays(today, ahead) }
  return { date: today, hints: ['today'], again: { date: addDays(today, 7), hint: 'next-week', roll: true } }
}

/** Days said by their date or day of the week. */
export const datedDays: readonly DayRule[] = [
  {
    form: /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)T?/y,
    day: ([, year = '', , month = '', day = '']) => fixed(Number(year), month, day),
  },
  {
    form: /(\d{4})(\d{2})(\d{2})(?!\d)/y,
    day: ([, year = '', month = '', day = '']) => fixed(Number(year), month, day),
  },
  {
    form: form('(YYYY年|[去今本明后]年)#月#[日号]?', numbers),
    day: ([, year = '', , month = '', day = ''], context) => fixed(namedYear(year, context), month, day),
  },
  {
    form: form('#月#[日号]?', numbers),
    day: ([, month = '', day = ''], context) => monthAndDay(month, day, context),
  },
  {
    form: new RegExp(`(${SHORT})/(${SHORT})(?![\\d/])`, 'y'),
    day: ([, month = '', day = ''], context) => monthAndDay(month, day, context),
  },
  {
    form: new RegExp(`(${SHORT})[-.](${SHORT})(?![\\d.:点时-])`, 'y'),
    day: ([, month = '', day = ''], context) => short(monthAndDay(month, day, context)),
  },
  {
    form: form('(下下|[上本这当下])个?月#[日号]', numbers),
    day: ([, word = '', day = ''], context) => dayOfNamedMonth(word, day, context),
  },
  { form: form('#[日号]', numbers), day: ([, day = ''], context) => dayOfMonth(day, context) },
  {
    form: /(上上|下下|[上本这下])个?周([一二三四五六日天]|[1-7](?![\d:点时]))/y,
    day: ([, word = '', day = ''], context) => dayOfWeek(word, weekdayOf(day), context),
  },
  {
    form: /周([一二三四五六日天]|[1-7](?![\d:点时]))/y,
    day: ([, day = ''], context) => comingWeekday(weekdayOf(day), context),
  },
]
