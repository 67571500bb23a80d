import type { LocalTime } from '../calendar/dates.ts'
import type { SaidTime } from './clock-forms.ts'

/** A time of day that was understood; `nextDay` for midnight at the end of the day. */
export interface ClockRead {
  time: LocalTime
  nextDay: boolean
  /** An hour of 8 to 12 without 上午 or 下午: taken for the office hour, to be confirmed. */
  isProposed: boolean
}

/** A time of day that has two meanings, with the likelier one; or that does not exist. */
export type ClockNotRead = { refusal: 'ambiguous-hour'; proposal?: LocalTime } | { refusal: 'no-such-time' }

/** Hours of 24 that an hour said with a part of the day can mean: [said from, said to, added]. */
type Hours = readonly (readonly [from: number, to: number, add: number])[]

const NIGHT: Hours = [
  [9, 11, 12],
  [12, 12, 12],
  [21, 24, 0],
]
const EARLY: Hours = [[4, 11, 0]]
const PARTS: Record<string, Hours> = {
  凌晨: [
    [0, 6, 0],
    [12, 12, -12],
  ],
  清晨: EARLY,
  早晨: EARLY,
  早上: EARLY,
  早: EARLY,
  晨: EARLY,
  上午: [[5, 12, 0]],
  中午: [
    [11, 14, 0],
    [1, 2, 12],
  ],
  正午: [[12, 12, 0]],
  下午: [
    [1, 7, 12],
    [12, 19, 0],
  ],
  午后: [
    [1, 6, 12],
    [12, 18, 0],
  ],
  傍晚: [
    [4, 8, 12],
    [16, 20, 0],
  ],
  晚上: [
    [5, 12, 12],
    [17, 24, 0],
  ],
  夜里: NIGHT,
  夜间: NIGHT,
  半夜: NIGHT,
  午夜: NIGHT,
  深夜: NIGHT,
  am: [
    [1, 11, 0],
    [12, 12, -12],
  ],
  pm: [
    [1, 11, 12],
    [12, 12, 0],
  ],
}
const SAME_PART: Record<string, string> = { 晚: '晚上', 晚间: '晚上' }

/** Night hours after midnight belong to the next day or to this one: both are said. */
const EITHER_NIGHT = new Set(['晚上', '夜里', '夜间', '半夜', '午夜', '深夜'])

/** Decides which hour of 24 is meant. An hour of 1 to 7 alone is asked back, with the afternoon as proposal. */
export function resolveClock(said: SaidTime): ClockRead | ClockNotRead {
  const { hour, minute } = said
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return { refusal: 'no-such-time' }
  if (said.part !== undefined) return withPart(SAME_PART[said.part] ?? said.part, hour, minute)
  if (hour === 0 || hour > 12 || said.padded) return clockAt(hour, minute)
  if (hour <= 7) return { refusal: 'ambiguous-hour', proposal: timeOf(hour + 12, minute) }
  return said.digital ? clockAt(hour, minute) : { ...clockAt(hour, minute), isProposed: true }
}

function withPart(part: string, hour: number, minute: number): ClockRead | ClockNotRead {
  const range = PARTS[part]?.find(([from, to]) => from <= hour && hour <= to)
  if (range && hour + range[2] === 24 && minute > 0) return { refusal: 'ambiguous-hour' }
  if (range) return clockAt(hour + range[2], minute)
  return EITHER_NIGHT.has(part) && hour <= 4 ? { refusal: 'ambiguous-hour' } : { refusal: 'no-such-time' }
}

/**
 * The end of a range. With a part of the day, or of 24 hours, as said; else the first such hour after the start
 * (下午3点到5点, 10点到12点).
 */
export function resolveEnd(said: SaidTime, start: LocalTime): ClockRead | ClockNotRead {
  if (said.part !== undefined || said.padded || said.hour > 12 || said.hour === 0) return resolveClock(said)
  if (said.minute > 59) return { refusal: 'no-such-time' }
  const early = timeOf(said.hour, said.minute)
  return early > start || said.hour === 12
    ? clockAt(said.hour, said.minute)
    : clockAt(said.hour + 12, said.minute)
}

const two = (n: number) => String(n).padStart(2, '0')
const timeOf = (hour: number, minute: number): LocalTime => `${two(hour)}:${two(minute)}`

const clockAt = (hour: number, minute: number): ClockRead => ({
  time: timeOf(hour % 24, minute),
  nextDay: hour === 24,
  isProposed: false,
})
