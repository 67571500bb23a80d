import { addDays, type LocalDate, partsOf } from '../calendar/dates.ts'
import type { HolidayRun } from '../calendar/working-calendar.ts'
import { NUMBER, numberOf, YEAR } from './chinese-numbers.ts'
import { counted } from './counted-days.ts'
import { type DayContext, type DayNotRead, type DayRead, type DayRule, form } from './reading.ts'

interface Holiday {
  /** Days of the year (MM-DD) on which it can begin. */
  from: string
  to: string
  /** Its date follows the lunar calendar: unknown until the year's notice. */
  lunar: boolean
}

const HOLIDAYS: Record<string, Holiday> = {
  元旦: { from: '01-01', to: '01-01', lunar: false },
  春节: { from: '01-20', to: '02-24', lunar: true },
  清明: { from: '04-02', to: '04-06', lunar: true },
  五一: { from: '05-01', to: '05-01', lunar: false },
  劳动: { from: '05-01', to: '05-01', lunar: false },
  端午: { from: '05-25', to: '06-28', lunar: true },
  中秋: { from: '09-05', to: '10-08', lunar: true },
  国庆: { from: '10-01', to: '10-01', lunar: false },
  十一: { from: '10-01', to: '10-01', lunar: false },
}

type Found = HolidayRun | 'unknown' | undefined

/** The run of days off of a holiday that ends today or later; of any holiday when none is named. */
function findHoliday(name: string | undefined, context: DayContext): Found {
  const { calendar, today } = context
  if (name === undefined) return calendar.nextHoliday(today)
  const holiday = HOLIDAYS[name]
  if (!holiday) return undefined
  const { year } = partsOf(today)
  for (const each of [year, year + 1]) {
    const found = runIn(holiday, each, context)
    if (found === 'unknown' || (found && found.end >= today)) return found
  }
  return undefined
}

function runIn({ from, to, lunar }: Holiday, year: number, { calendar, today }: DayContext): Found {
  const last = `${year}-${to}`
  if (addDays(last, 10) < today) return undefined
  if (lunar && calendar.isProvisional(last)) return 'unknown'
  const run = calendar.nextHoliday(`${year}-${from}`)
  return run && run.start <= last ? run : undefined
}

function beside(
  name: string | undefined,
  context: DayContext,
  day: (run: HolidayRun) => LocalDate,
): DayRead | DayNotRead {
  const run = findHoliday(name, context)
  if (run === 'unknown' || run === undefined) return { refusal: 'holiday-unknown' }
  const read = counted(day(run), context)
  const isOpen = context.calendar.isProvisional(run.start) || context.calendar.isProvisional(run.end)
  return isOpen ? { ...read, hints: ['provisional'] } : read
}

const NAME = `(?:(${Object.keys(HOLIDAYS).join('|')})(?:节)?(?:小长假|长假|假期|假)?|(?:节日|节假日|小长假|长假|假期|节))`
const numbers = { number: NUMBER, year: YEAR }

/** Working days after and before the next holiday, or a named one. */
export const holidayDays: readonly DayRule[] = [
  {
    form: form(`${NAME}(?:之|以|过)?后的?第#个工作日`, numbers),
    day: ([, name, n = ''], context) => {
      const count = numberOf(n)
      if (!count) return { refusal: 'not-understood' }
      return beside(name, context, (run) => context.calendar.addWorkingDays(run.end, count))
    },
  },
  {
    form: new RegExp(`${NAME}(?:之|以|过)?后的?(?:首个工作日|上班第一天|第一天上班|上班首日)`, 'y'),
    day: ([, name], context) => beside(name, context, (run) => context.calendar.nextWorkingDay(run.end)),
  },
  {
    form: new RegExp(`${NAME}(?:之|以)?前的?最后(?:一个|1个)?工作日`, 'y'),
    day: ([, name], context) =>
      beside(name, context, (run) => context.calendar.previousWorkingDay(run.start)),
  },
  {
    form: new RegExp(`${NAME}(?:之|以|过)?后`, 'y'),
    day: ([, name], context) => {
      const read = beside(name, context, (run) => context.calendar.nextWorkingDay(run.end))
      return 'date' in read ? { refusal: 'ambiguous-day', proposal: read.date } : read
    },
  },
]
