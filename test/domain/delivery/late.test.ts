import { describe, expect, it } from 'vitest'
import { makeCalendar } from '../../../src/domain/calendar/working-calendar.ts'
import { statutoryYear } from '../../../src/domain/calendar/year.ts'
import { isLate, nextSendingMoment } from '../../../src/domain/delivery/late.ts'
import { isEverybody, officesOf } from '../../../src/domain/delivery/role-offices.ts'

const calendar = makeCalendar([statutoryYear(2026), statutoryYear(2027)])
const at = (local: string) => new Date(`${local}+08:00`)

describe('late reminders', () => {
  it.each([
    { why: 'on a working day', now: '2026-12-17T10:30:00', next: '2026-12-17T10:30:00' },
    { why: 'at the first minute', now: '2026-12-17T09:00:00', next: '2026-12-17T09:00:00' },
    { why: 'at the last minute', now: '2026-12-17T18:00:00', next: '2026-12-17T18:00:00' },
    { why: 'before the hours', now: '2026-12-17T03:00:00', next: '2026-12-17T09:00:00' },
    { why: 'after the hours', now: '2026-12-17T18:00:01', next: '2026-12-18T09:00:00' },
    { why: 'on a Saturday', now: '2026-12-19T10:00:00', next: '2026-12-21T09:00:00' },
    { why: 'before a holiday', now: '2026-12-31T20:00:00', next: '2027-01-04T09:00:00' },
  ])('are sent $why at $next', ({ now, next }) => {
    expect(nextSendingMoment(at(now), calendar, 'Asia/Shanghai')).toEqual(at(next))
  })

  it('are late after ten minutes', () => {
    const due = at('2026-12-17T09:00:00')
    expect(isLate(due, new Date(+due + 600_000))).toBe(false)
    expect(isLate(due, new Date(+due + 600_001))).toBe(true)
  })
})

describe('roles and offices', () => {
  it.each([
    { roles: ['owner'], kind: 'branch', offices: ['secretary'] },
    { roles: ['owner'], kind: 'group', offices: ['group_leader'] },
    { roles: ['owner', 'secretary', 'org_member'], kind: 'branch', offices: ['secretary', 'org_member'] },
    { roles: ['recorder'], kind: 'branch', offices: ['recorder'] },
    { roles: ['somebody_new'], kind: 'branch', offices: ['secretary'] },
    { roles: [], kind: 'branch', offices: [] },
  ] as const)('$roles in a $kind are $offices', ({ roles, kind, offices }) => {
    expect(officesOf(roles, kind)).toEqual(offices)
  })

  it('falls from a vacant office to the next, and to the head', () => {
    expect(officesOf(['recorder'], 'branch', ['secretary', 'org_member'])).toEqual(['org_member'])
    expect(officesOf(['recorder'], 'branch', ['secretary'])).toEqual(['secretary'])
    expect(officesOf(['owner', 'hr'], 'branch', ['union_chair'])).toEqual(['union_chair'])
  })

  it('names the whole committee', () => {
    expect(officesOf(['committee'], 'branch')).toContain('deputy_secretary')
    expect(['members', 'participants', 'committee'].map(isEverybody)).toEqual([true, true, false])
  })
})
