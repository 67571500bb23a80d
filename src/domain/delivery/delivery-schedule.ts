import { SENDING_HOURS, type SendingHours, sendingMoment } from '../cadence/sending-hours.ts'
import { addDays, type LocalDate } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { priorities } from '../ports/delivery.ts'
import { isUsableMinute, plannedPerMinute } from './spread.ts'

/** Many messages of one kind that may leave from an instant on, and are wanted by another. */
export interface MessageBatch {
  name: string
  /** Class: who waits for it (`domain/ports/delivery.ts`). */
  priority: keyof typeof priorities
  count: number
  from: Date
  /** Null: whenever there is room. */
  until: Date | null
}

/** What the schedule keeps to. */
export interface ScheduleRules {
  /** Messages a minute that the platform takes; planned ones take 72 % of it. */
  perMinute: number
  calendar: WorkingCalendar
  zone: string
  hours?: SendingHours
}

/** When a batch leaves, and how much of it would come after its time. */
export interface ScheduledBatch {
  name: string
  count: number
  firstAt: Date
  lastAt: Date
  late: number
}

/** The whole schedule as figures. */
export interface DeliverySchedule {
  batches: ScheduledBatch[]
  messages: number
  /** Minutes in which something leaves, and the most that leaves in one of them. */
  minutes: number
  peakPerMinute: number
  finishesAt: Date | null
}

const MINUTE_MS = 60_000
/** Whoever waits a day is served as one class higher; what has no end is wanted within a month. So nobody waits for ever. */
const AGEING_MS = 24 * 60 * MINUTE_MS
const WANTED_WITHIN_MS = 30 * AGEING_MS
const MOST_DAYS = 400

interface Waiting {
  batch: MessageBatch
  left: number
  firstAt: Date | null
  lastAt: Date | null
  late: number
}

/**
 * Lays out when batches leave: minute by minute of the sending hours of working days, never within a minute of a full or
 * half hour, at 72 % of the limit at most. The higher class goes first, one class higher after a day of waiting; within a
 * class whoever's time ends soonest. Pure: the same batches, the same schedule. Throws RangeError when 400 days do not
 * suffice.
 */
export function deliverySchedule(batches: readonly MessageBatch[], rules: ScheduleRules): DeliverySchedule {
  const waiting = batches
    .filter(({ count }) => count > 0)
    .map((batch): Waiting => ({ batch, left: batch.count, firstAt: null, lastAt: null, late: 0 }))
  const share = plannedPerMinute(rules.perMinute)
  let [minutes, peakPerMinute] = [0, 0]
  for (const at of usableMinutes(waiting, rules)) {
    const sent = fillMinute(waiting, at, share)
    if (sent > 0) minutes++
    peakPerMinute = Math.max(peakPerMinute, sent)
    if (waiting.every(({ left }) => left === 0)) break
  }
  if (waiting.some(({ left }) => left > 0)) throw new RangeError('the messages do not leave within 400 days')
  const last = Math.max(0, ...waiting.map(({ lastAt }) => +(lastAt ?? 0)))
  return {
    batches: waiting.map(({ batch, firstAt, lastAt, late }) => ({
      name: batch.name,
      count: batch.count,
      firstAt: firstAt ?? batch.from,
      lastAt: lastAt ?? batch.from,
      late,
    })),
    messages: waiting.reduce((sum, { batch }) => sum + batch.count, 0),
    minutes,
    peakPerMinute,
    finishesAt: last === 0 ? null : new Date(last),
  }
}

function* usableMinutes(
  waiting: readonly Waiting[],
  { calendar, zone, hours = SENDING_HOURS }: ScheduleRules,
): Generator<Date> {
  const first = Math.min(...waiting.map(({ batch }) => +batch.from))
  if (!Number.isFinite(first)) return
  let day: LocalDate = localDate(new Date(first), zone)
  for (let days = 0; days < MOST_DAYS; days++, day = addDays(day, 1)) {
    if (!calendar.isWorkingDay(day)) continue
    const opens = +sendingMoment(day, hours.from, hours, zone)
    const closes = +sendingMoment(day, hours.until, hours, zone)
    const offset = Number(hours.from.slice(3))
    for (let at = opens; at < closes; at += MINUTE_MS)
      if (at >= first && isUsableMinute((offset + (at - opens) / MINUTE_MS) % 60)) yield new Date(at)
  }
}

/** Sends of the waiting what fits into a minute; returns how many. */
function fillMinute(waiting: readonly Waiting[], at: Date, share: number): number {
  const rank = ({ batch }: Waiting) => priorities[batch.priority] - (+at - +batch.from >= AGEING_MS ? 1 : 0)
  const deadline = ({ batch }: Waiting) => +(batch.until ?? +batch.from + WANTED_WITHIN_MS)
  const ready = waiting
    .filter(({ left, batch }) => left > 0 && batch.from <= at)
    .map((one) => ({ one, rank: rank(one), deadline: deadline(one) }))
    .sort((a, b) => a.rank - b.rank || a.deadline - b.deadline)
  let room = share
  for (const { one } of ready) {
    if (room === 0) break
    const taken = Math.min(room, one.left)
    room -= taken
    one.left -= taken
    one.firstAt ??= at
    one.lastAt = at
    if (one.batch.until !== null && at > one.batch.until) one.late += taken
  }
  return share - room
}
