import { type SaidTime, scanClock, scanPartAlone } from './clock-forms.ts'
import { countedDays } from './counted-days.ts'
import { datedDays, weekdayOf } from './dated-days.ts'
import { holidayDays } from './holiday-days.ts'
import { periodDays } from './period-days.ts'
import type { DayRule } from './reading.ts'

/** A day and time of day as they were said; what they mean depends on the day on which they are read. */
export interface SaidMoment {
  day?: { rule: DayRule; match: RegExpExecArray }
  /** The day of the week beside a date. */
  weekday?: number
  clock?: SaidTime
  /** End of a range. */
  end?: SaidTime
}

/** Every way to say a day. The first that makes sense of the whole text counts. */
const dayRules: readonly DayRule[] = [...countedDays, ...holidayDays, ...datedDays, ...periodDays]

const WEEKDAY = /[ (]*周([一二三四五六日天])\)?/y
const GAP = /[ ,]*/y
const RANGE = /-/y
/** 周五前, 12月10日之前: the day itself is the last one. */
const BEFORE = /(?:之|以)?前/y

/** Reads the whole of a text in the grammar's spelling (`normaliseWording`); undefined when any of it is no time. */
export function scanMoment(text: string): SaidMoment | undefined {
  for (const rule of dayRules) {
    const match = matchAt(rule.form, text, 0)
    const said = match && scanAfterDay(text, match[0].length, { day: { rule, match } })
    if (said) return said
  }
  return scanClockRange(text, 0, {})
}

function scanAfterDay(text: string, from: number, said: SaidMoment): SaidMoment | undefined {
  const weekday = matchAt(WEEKDAY, text, from)
  const next = weekday?.[1] ? { ...said, weekday: weekdayOf(weekday[1]) } : said
  const at = from + (weekday?.[0].length ?? 0)
  const gap = at + lengthAt(GAP, text, at)
  return scanClockRange(text, gap, next) ?? ends(text, gap + scanPartAlone(text, gap), next)
}

function scanClockRange(text: string, from: number, said: SaidMoment): SaidMoment | undefined {
  const start = scanClock(text, from)
  if (!start) return undefined
  const at = from + start.length
  const withStart = { ...said, clock: start.said }
  const dash = lengthAt(RANGE, text, at)
  const end = dash > 0 ? scanClock(text, at + dash) : undefined
  return end ? ends(text, at + dash + end.length, { ...withStart, end: end.said }) : ends(text, at, withStart)
}

function ends(text: string, at: number, said: SaidMoment): SaidMoment | undefined {
  return at + lengthAt(BEFORE, text, at) === text.length ? said : undefined
}

function matchAt(form: RegExp, text: string, from: number): RegExpExecArray | null {
  form.lastIndex = from
  return form.exec(text)
}

const lengthAt = (form: RegExp, text: string, from: number): number =>
  matchAt(form, text, from)?.[0].length ?? 0
