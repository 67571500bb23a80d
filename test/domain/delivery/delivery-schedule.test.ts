import { describe, expect, it } from 'vitest'
import { localDate, localTime } from '../../../src/domain/calendar/local-time.ts'
import { deliverySchedule, type MessageBatch } from '../../../src/domain/delivery/delivery-schedule.ts'
import {
  isUsableMinute,
  minuteOfSlot,
  plannedPerMinute,
  spreadOver,
} from '../../../src/domain/delivery/spread.ts'
import { calendar, nine } from '../../schedules/bench.ts'

const zone = 'Asia/Shanghai'
const rules = { perMinute: 1000, calendar, zone }
const batch = (name: string, more: Partial<MessageBatch> = {}): MessageBatch => ({
  name,
  priority: 'duty',
  count: 720,
  from: nine('2026-12-01'),
  until: null,
  ...more,
})
const order = (batches: MessageBatch[]) =>
  deliverySchedule(batches, rules)
    .batches.sort((a, b) => +a.firstAt - +b.firstAt)
    .map(({ name, firstAt }) => `${name} ${localDate(firstAt, zone)} ${localTime(firstAt, zone)}`)

describe('spreading', () => {
  it('uses 72 % of the limit, and of each half hour the minutes 02 to 28', () => {
    expect(plannedPerMinute(1000)).toBe(720)
    const minutes = Array.from({ length: 54 }, (_, n) => minuteOfSlot(n))
    expect(minutes).toEqual(Array.from({ length: 60 }, (_, minute) => minute).filter(isUsableMinute))
    expect([0, 1, 29, 30, 31, 59].some(isUsableMinute)).toBe(false)
  })

  it.each([
    [0, 0],
    [720, 0],
    [721, 2],
    [72_000, 100],
    [5_000_000, 486],
  ])('%i messages are spread over %i minutes', (messages, minutes) => {
    expect(spreadOver(messages, 720)).toBe(minutes)
  })
})

describe('the schedule of many messages', () => {
  it('sends the higher class first, within a class what ends soonest', () => {
    expect(
      order([
        batch('figures', { priority: 'digest' }),
        batch('duty of the month', { until: nine('2026-12-31') }),
        batch('duty of the week', { until: nine('2026-12-04') }),
        batch('deadline', { priority: 'deadline' }),
      ]),
    ).toEqual([
      'deadline 2026-12-01 09:02',
      'duty of the week 2026-12-01 09:03',
      'duty of the month 2026-12-01 09:04',
      'figures 2026-12-01 09:05',
    ])
  })

  it('lets nobody wait for ever: a day of waiting counts as a class', () => {
    const daily = Array.from({ length: 14 }, (_, day) =>
      batch(`day ${day}`, { count: 486 * 720, from: nine(`2026-12-${String(day + 1).padStart(2, '0')}`) }),
    )
    const [first] = deliverySchedule([batch('figures', { priority: 'digest' }), ...daily], rules).batches
    expect(first && localDate(first.lastAt, zone)).toBe('2026-12-02')
  })

  it('keeps to the sending hours of working days', () => {
    const late = [batch('late', { from: new Date('2026-12-04T17:58:30+08:00') })]
    expect(order(late)).toEqual(['late 2026-12-07 09:02'])
    expect(order([batch('holiday', { from: nine('2026-10-01') })])).toEqual(['holiday 2026-10-08 09:02'])
  })

  it('counts what would come too late', () => {
    const schedule = deliverySchedule(
      [batch('a', { count: 1500, until: new Date(+nine('2026-12-01') + 3 * 60_000) })],
      rules,
    )
    expect(schedule.batches[0]).toMatchObject({ late: 60 })
  })

  it('takes five million messages in 6,945 minutes, below the share in every one of them', () => {
    const schedule = deliverySchedule([batch('everybody', { count: 5_000_000 })], rules)
    expect(schedule).toMatchObject({ messages: 5_000_000, minutes: 6945, peakPerMinute: 720 })
    expect(schedule.finishesAt && localDate(schedule.finishesAt, zone)).toBe('2026-12-21')
    expect(deliverySchedule([], rules)).toMatchObject({ messages: 0, finishesAt: null })
  })
})
