import { addDays, addMonths, type LocalDate } from '../calendar/dates.ts'
import { localDate, localTime } from '../calendar/local-time.ts'
import { NUMBER, numberOf, YEAR } from './chinese-numbers.ts'
import { type DayContext, type DayNotRead, type DayRead, type DayRule, form } from './reading.ts'

const numbers = { number: NUMBER, year: YEAR }

const NEAR: Record<string, number> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  昨: -1,
  今天: 0,
  今日: 0,
  当天: 0,
  今: 0,
  明天: 1,
  明日: 1,
  明: 1,
  后天: 2,
  大后天: 3,
}

const AFTER = '(?:之|以)?(后|内)'
const BEFORE = '(?:之|以)?(前)'
const EITHER = `(?:${AFTER}|${BEFORE})`

const UNITS: Record<string, (today: LocalDate, n: number) => LocalDate> = {
  天: addDays,
  日: addDays,
  周: (today, n) => addDays(today, 7 * n),
  月: addMonths,
  年: (today, n) => addMonths(today, 12 * n),
}

function inUnits(said: string, unit: string, isBefore: boolean, context: DayContext): DayRead | DayNotRead {
  const n = numberOf(said)
  if (n === undefined || n === 0) return { refusal: 'not-understood' }
  const count = isBefore ? -n : n
  if (unit !== '工作日') return { date: (UNITS[unit] ?? addDays)(context.today, count) }
  return counted(context.calendar.addWorkingDays(context.today, count), context)
}

/** A day that was found by counting working days: provisional where the table of its year is not yet published. */
export const counted = (date: LocalDate, { calendar }: DayContext): DayRead =>
  calendar.isProvisional(date) ? { date, hints: ['provisional'] } : { date }

function inMinutes(minutes: number, { now, zone }: DayContext): DayRead {
  const at = new Date(+now + minutes * 60_000)
  return { date: localDate(at, zone), time: localTime(at, zone) }
}

/** Minutes in `n` hours, quarters or minutes, half a unit more after 个半. */
export function minutesOf(said: string, half: boolean, unit: string): number | undefined {
  const n = said === '半' ? 0.5 : numberOf(said)
  if (n === undefined) return undefined
  const each = unit.startsWith('分') ? 1 : unit.startsWith('刻') ? 15 : 60
  return Math.round((n + (half ? 0.5 : 0)) * each)
}

/** Days said by their distance from today, and instants said by their distance from now. */
export const countedDays: readonly DayRule[] = [
  {
    form: /大前天|前天|昨[天日]|今[天日]|当天|明[天日]|大后天|后天|[昨今明](?=[早晚晨])/y,
    day: ([word = ''], { today }) => ({ date: addDays(today, NEAR[word] ?? 0) }),
  },
  {
    form: form(`#(?:个)?(天|日|工作日|周|月|年)${EITHER}`, numbers),
    day: ([, n = '', unit = '', , before], context) => inUnits(n, unit, before !== undefined, context),
  },
  {
    form: new RegExp(`半个月${EITHER}`, 'y'),
    day: ([, , before], { today }) => ({ date: addDays(today, before ? -15 : 15) }),
  },
  {
    form: new RegExp(`半年${EITHER}`, 'y'),
    day: ([, , before], { today }) => ({ date: addMonths(today, before ? -6 : 6) }),
  },
  {
    form: new RegExp(`(${NUMBER}|半)(?:个(半)?)?(小时|钟头|分钟|刻钟)(?:之|以)?后`, 'y'),
    day: ([, n = '', half, unit = ''], context) => {
      const minutes = minutesOf(n, half !== undefined, unit)
      return minutes ? inMinutes(minutes, context) : { refusal: 'not-understood' }
    },
  },
]
