import { NUMBER, numberOf } from './chinese-numbers.ts'
import { minutesOf } from './counted-days.ts'
import { normaliseWording } from './wording.ts'

/** A length of time as said: working days and months have no fixed number of minutes, so the unit stays. */
export type Duration = { amount: number; unit: 'minute' | 'day' | 'workday' | 'month' }

const HALF_MONTH_DAYS = 15
const LONGEST = 999

const CLOCK = new RegExp(`^(${NUMBER}|半)(?:个(半)?)?(小时|钟头|分钟|分|刻钟)$`)
const DAYS = new RegExp(`^(${NUMBER})个?(天|日|工作日|周|月|年|季度)$`)

const UNITS: Record<string, (n: number) => Duration> = {
  天: (n) => ({ amount: n, unit: 'day' }),
  日: (n) => ({ amount: n, unit: 'day' }),
  工作日: (n) => ({ amount: n, unit: 'workday' }),
  周: (n) => ({ amount: 7 * n, unit: 'day' }),
  月: (n) => ({ amount: n, unit: 'month' }),
  季度: (n) => ({ amount: 3 * n, unit: 'month' }),
  年: (n) => ({ amount: 12 * n, unit: 'month' }),
}

const WORDS: Record<string, Duration> = {
  半个月: { amount: HALF_MONTH_DAYS, unit: 'day' },
  半天: { amount: 12 * 60, unit: 'minute' },
  半年: { amount: 6, unit: 'month' },
}

/** Reads a length of time: 3天, 两周, 五个工作日, 一个半小时, 半个月 (15 days). Undefined for anything else, and for nothing (0天). */
export function readDuration(text: string): Duration | undefined {
  const said = normaliseWording(text)
  const read = WORDS[said] ?? clockDuration(said) ?? dayDuration(said)
  return read && read.amount > 0 && read.amount <= LONGEST * 60 ? read : undefined
}

function clockDuration(said: string): Duration | undefined {
  const [, n, half, unit] = CLOCK.exec(said) ?? []
  const amount = n && unit ? minutesOf(n, half !== undefined, unit) : undefined
  return amount === undefined ? undefined : { amount, unit: 'minute' }
}

function dayDuration(said: string): Duration | undefined {
  const [, n = '', unit = ''] = DAYS.exec(said) ?? []
  const count = numberOf(n)
  return count === undefined ? undefined : UNITS[unit]?.(count)
}
