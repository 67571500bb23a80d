import { describe, expect, it } from 'vitest'
import { meetingWording } from '../../../src/domain/cadence/duty-wording.ts'
import { holdOf, leavesTime, noPreference } from '../../../src/domain/reminders/preference.ts'
import { readPauseDays, readQuiet, readSendAt } from '../../../src/domain/reminders/read-preference.ts'
import { reasonWords } from '../../../src/domain/reminders/reasons.ts'
import { snoozeDay } from '../../../src/domain/reminders/snooze.ts'
import { calendar } from '../../schedules/bench.ts'

const at = (local: string) => new Date(`${local}:00+08:00`)
const hold = (now: string, more: object = {}, snoozedUntil: string | null = null) =>
  holdOf({
    now: at(now),
    preference: { ...noPreference, ...more },
    snoozedUntil,
    calendar,
    zone: 'Asia/Shanghai',
  })

describe('when a reminder may go to a person', () => {
  it.each([
    ['on a working day at nine: now', '2026-12-17T09:00', {}, null],
    ['late in the afternoon: now', '2026-12-17T18:00', {}, null],
    ['in the evening: the next morning', '2026-12-17T18:01', {}, ['2026-12-18T09:00', 'hours']],
    ['before nine: at nine', '2026-12-17T07:30', {}, ['2026-12-17T09:00', 'hours']],
    ['on a Friday evening: on Monday', '2026-12-18T20:00', {}, ['2026-12-21T09:00', 'hours']],
    ['on a Sunday that is a working day: now', '2026-09-20T09:00', {}, null],
    ['in the holidays: after them', '2026-10-01T09:00', {}, ['2026-10-08T09:00', 'hours']],
    ['at the hour of the person', '2026-12-17T09:00', { sendAt: '14:30' }, ['2026-12-17T14:30', 'time']],
    ['after the hour of the person: now', '2026-12-17T15:00', { sendAt: '14:30' }, null],
    [
      'in quiet hours by day: at their end',
      '2026-12-17T12:30',
      { quietFrom: '12:00', quietUntil: '14:00' },
      ['2026-12-17T14:00', 'quiet'],
    ],
    [
      'in quiet hours over night: at their end',
      '2026-12-17T09:00',
      { quietFrom: '18:00', quietUntil: '10:00' },
      ['2026-12-17T10:00', 'quiet'],
    ],
    [
      'in quiet hours until the evening: the next morning',
      '2026-12-17T16:00',
      { quietFrom: '15:00', quietUntil: '20:00' },
      ['2026-12-18T09:00', 'quiet'],
    ],
    [
      'in a pause: on its first day after',
      '2026-12-15T09:00',
      { pausedUntil: '2026-12-18' },
      ['2026-12-18T09:00', 'paused'],
    ],
    [
      'in a pause that ends on a day off: the next working day, at the hour of the person',
      '2026-12-17T09:00',
      { pausedUntil: '2026-12-19', sendAt: '10:00' },
      ['2026-12-21T10:00', 'paused'],
    ],
    ['after a pause: now', '2026-12-18T09:00', { pausedUntil: '2026-12-18' }, null],
  ] as const)('%s', (_why, now, preference, expected) => {
    const found = hold(now, preference)
    expect(found && [found.until, found.reason]).toEqual(expected && [at(expected[0]), expected[1]])
  })

  it('waits for the day of 稍后提醒', () => {
    expect(hold('2026-12-17T09:00', {}, '2026-12-21')).toEqual({
      until: at('2026-12-21T09:00'),
      reason: 'snoozed',
    })
    expect(hold('2026-12-21T09:00', {}, '2026-12-21')).toBeNull()
  })
})

describe('what a person writes', () => {
  it.each([
    ['9:30', '09:30'],
    ['10点半', '10:30'],
    ['１４：００', '14:00'],
    ['18:00', '18:00'],
  ])('%s is a time', (given, time) => expect(readSendAt(given)).toBe(time))
  it.each(['8:59', '18:01', '25:00', '明天', '', '9:75'])('“%s” is no time for reminders', (given) =>
    expect(() => readSendAt(given)).toThrow(expect.objectContaining({ code: 'reminder/time' })))
  it.each([
    ['18:00-09:00', '18:00', '09:00'],
    ['12点至14点', '12:00', '14:00'],
    ['无', null, null],
  ])('%s are quiet hours', (given, quietFrom, quietUntil) =>
    expect(readQuiet(given)).toEqual({ quietFrom, quietUntil }))
  it.each(['午休', '12:00', '12:00-12:00', '1-2-3'])('“%s” are none', (given) =>
    expect(() => readQuiet(given)).toThrow(expect.objectContaining({ code: 'reminder/quiet' })))
  it.each([
    ['3天', 3],
    ['一周', 7],
    ['30天', 30],
  ])('%s is a pause', (given, days) => expect(readPauseDays(given)).toBe(days))
  it.each(['0天', '31天', '一直', '3个工作日'])('“%s” is none', (given) =>
    expect(() => readPauseDays(given)).toThrow(expect.objectContaining({ code: 'reminder/pause' })))

  it('must leave a moment of a working day', () => {
    expect(leavesTime({ ...noPreference, quietFrom: '18:00', quietUntil: '09:00' })).toBe(true)
    expect(leavesTime({ ...noPreference, quietFrom: '08:00', quietUntil: '19:00' })).toBe(false)
    expect(leavesTime({ ...noPreference, sendAt: '17:30', quietFrom: '17:00', quietUntil: '09:00' })).toBe(
      false,
    )
  })
})

describe('稍后提醒', () => {
  it.each([
    ['tomorrow', '2026-12-17', '2026-12-18'],
    ['tomorrow', '2026-12-18', '2026-12-21'],
    ['three_days', '2026-12-15', '2026-12-18'],
    ['next_monday', '2026-12-17', '2026-12-21'],
    ['next_monday', '2026-12-21', '2026-12-28'],
    ['next_monday', '2026-09-28', '2026-10-08'],
  ] as const)('%s, said on %s, is %s', (length, today, day) => {
    expect(snoozeDay(length, today, calendar)).toBe(day)
  })
})

describe('why a reminder was not sent', () => {
  it.each([
    ['missed', '状态为“缺开”'],
    ['outage', '因停机错过（或当时尚未启用），由同一事项的后一次提醒代替'],
    ['scheduled', '状态为“已安排”'],
    ['of-a-later-release', 'of-a-later-release'],
  ])('%s is told as %s', (reason, words) => {
    expect(reasonWords(reason)).toBe(words)
  })

  it('tells states in the words of the duty', () => {
    expect(reasonWords('missed', { ...meetingWording, statuses: { missed: '欠缴' } })).toBe('状态为“欠缴”')
  })
})
