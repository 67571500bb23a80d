import { localDate } from '../src/domain/calendar/local-time.ts'
import { deliverySchedule, type MessageBatch } from '../src/domain/delivery/delivery-schedule.ts'
import { loadTemplates } from '../src/templates.ts'
import type { Figure } from './report.ts'

const zone = 'Asia/Shanghai'
/** What the platform takes of one app in a minute. */
const perMinute = 1000
const at = (local: string) => new Date(`${local}:00+08:00`)

/** The month of five million branches on one app: a card each about the month, and what cannot wait. */
const month = (branches: number): MessageBatch[] => [
  {
    name: 'duties of the month',
    priority: 'duty',
    count: branches,
    from: at('2026-12-01T09:00'),
    until: at('2026-12-31T18:00'),
  },
  {
    name: 'meetings of tomorrow',
    priority: 'meeting',
    count: branches / 50,
    from: at('2026-12-02T09:00'),
    until: at('2026-12-02T18:00'),
  },
  {
    name: 'deadlines within a day',
    priority: 'deadline',
    count: branches / 100,
    from: at('2026-12-03T09:00'),
    until: at('2026-12-03T18:00'),
  },
  {
    name: 'figures',
    priority: 'digest',
    count: branches / 20,
    from: at('2026-12-01T09:00'),
    until: null,
  },
]

/** First come, first served at the whole limit, around the clock: what a plain queue does. Answers how many are late. */
function lateInPlainQueue(batches: readonly MessageBatch[]): number {
  let free = 0
  let late = 0
  for (const { from, until, count } of [...batches].sort((a, b) => +a.from - +b.from)) {
    const begins = Math.max(free, +from)
    free = begins + (count / perMinute) * 60_000
    if (until !== null && free > +until)
      late += Math.min(count, Math.floor(((free - Math.max(begins, +until)) / 60_000) * perMinute))
  }
  return late
}

/** Lays out the month and checks it: nothing late, and no minute above the share. Throws when the schedule is wrong. */
export function benchDeliverySchedule(branches: number): Figure[] {
  const bench = 'delivery schedule'
  const batches = month(branches)
  const { calendar } = loadTemplates()
  const began = performance.now()
  const schedule = deliverySchedule(batches, { perMinute, calendar, zone })
  const seconds = (performance.now() - began) / 1000
  const late = schedule.batches.reduce((sum, one) => sum + one.late, 0)
  if (late > 0) throw new Error(`${late} messages would come too late`)
  if (schedule.peakPerMinute > 720) throw new Error(`${schedule.peakPerMinute} messages in one minute`)
  const what = `${schedule.messages.toLocaleString('en')} messages`
  const ends = schedule.finishesAt ? localDate(schedule.finishesAt, zone) : ''
  const reading = (name: string, value: number, unit: string, limit: number | null): Figure => ({
    bench,
    what: `${what}: ${name}`,
    value,
    unit,
    limit,
  })
  return [
    reading('late', late, 'messages', 1),
    reading('late in a plain queue at the whole limit', lateInPlainQueue(batches), 'messages', null),
    reading('most in a minute', schedule.peakPerMinute, 'messages', 721),
    reading(`hours of sending, until ${ends}`, schedule.minutes / 60, 'h', null),
    reading('to lay it out', seconds, 's', 2),
  ]
}
