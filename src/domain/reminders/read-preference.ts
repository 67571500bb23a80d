import { SENDING_HOURS } from '../cadence/sending-hours.ts'
import { halfWidth } from '../conversation/normalise.ts'
import { Refusal } from '../refusals.ts'
import { readDuration } from '../times/index.ts'
import { leavesTime, type ReminderPreference } from './preference.ts'

/** The longest pause, in days: somebody else should take over what is longer. */
export const MOST_PAUSE_DAYS = 30

const CLOCK = /^(\d{1,2})(?:[:.点时](\d{1,2}|半)?分?)?$/

/** A local time as people write it: `9:30`, `09：30`, `9点半`, `9点`. Undefined when it is none. */
function readClock(given: string): string | undefined {
  const parts = CLOCK.exec(given.replace(/\s+/g, ''))
  if (!parts) return undefined
  const hour = Number(parts[1])
  const minute = parts[2] === '半' ? 30 : Number(parts[2] ?? 0)
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** `时间=10:30`, within the sending hours. Refuses what is no such time. */
export function readSendAt(given: string): string {
  const time = readClock(halfWidth(given))
  if (time === undefined || time < SENDING_HOURS.from || time > SENDING_HOURS.until)
    throw new Refusal('reminder/time', { given: given.slice(0, 20) })
  return time
}

const NONE = new Set(['无', '取消', '不需要', '关闭'])

/** `免打扰=18:00-09:00`; `无` takes it back. Refuses what is neither. */
export function readQuiet(given: string): { quietFrom: string | null; quietUntil: string | null } {
  const text = halfWidth(given).trim()
  if (NONE.has(text)) return { quietFrom: null, quietUntil: null }
  const [from, until, ...more] = text.split(/\s*(?:-|–|—|~|至|到)\s*/).map((part) => readClock(part))
  if (!from || !until || more.length > 0 || from === until)
    throw new Refusal('reminder/quiet', { given: given.slice(0, 20) })
  return { quietFrom: from, quietUntil: until }
}

/** `3天`, `一周`. Refuses what is no number of days, or more than may be paused. */
export function readPauseDays(given: string): number {
  const duration = readDuration(given)
  const days = duration?.unit === 'day' ? duration.amount : Number.NaN
  if (!(days >= 1 && days <= MOST_PAUSE_DAYS))
    throw new Refusal('reminder/pause', { given: given.slice(0, 20), most: MOST_PAUSE_DAYS })
  return days
}

/** Refuses choices that leave no time of a working day. */
export function checkPreference(preference: ReminderPreference): ReminderPreference {
  if (!leavesTime(preference)) throw new Refusal('reminder/no-time-left', {})
  return preference
}
