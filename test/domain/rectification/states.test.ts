import { describe, expect, it } from 'vitest'
import type { Rectification, RectificationAct, RectificationEntry } from '../../../src/domain/ports/index.ts'
import { allClosed, backTo, faultOfAcceptance } from '../../../src/domain/rectification/states.ts'

const item = (change: Partial<Rectification> = {}): Rectification => ({
  id: 'r1',
  organisationId: 'branch',
  number: 'Z2026-001',
  problem: '学习记录不完整',
  origin: null,
  measure: '补齐记录',
  ownerId: 'owner',
  dueOn: '2026-12-20',
  state: 'doing',
  meetingId: null,
  caseId: null,
  step: null,
  createdBy: 'secretary',
  createdAt: new Date(0),
  acceptedBy: null,
  acceptedAt: null,
  ...change,
})
const entries = (...acts: [RectificationAct, string][]): RectificationEntry[] =>
  acts.map(([kind, writtenBy], at) => ({
    rectificationId: 'r1',
    id: `e${at}`,
    kind,
    text: '已补齐',
    evidence: null,
    writtenBy,
    writtenAt: new Date(at),
  }))

describe('accepting a rectification', () => {
  it.each([
    ['its owner', 'owner', entries(['progress', 'owner']), 'own'],
    ['one who wrote its progress', 'deputy', entries(['progress', 'deputy']), 'own'],
    ['another person', 'discipline', entries(['progress', 'owner']), null],
    ['another person, of what was handed over', 'discipline', entries(['finished', 'owner']), null],
    ['another person, with nothing written', 'discipline', entries(), 'no-progress'],
    [
      'another person, with nothing written since it was returned',
      'discipline',
      entries(['finished', 'owner'], ['returned', 'discipline']),
      'no-progress',
    ],
    [
      'one whose own progress was before the reopening',
      'deputy',
      entries(['progress', 'deputy'], ['accepted', 'x'], ['reopened', 'x'], ['finished', 'owner']),
      null,
    ],
  ] as const)('by %s', (_who, by, written, fault) => {
    expect(faultOfAcceptance(item(), written, by)).toBe(fault)
  })

  it('happens once', () => {
    expect(faultOfAcceptance(item({ state: 'closed' }), entries(['progress', 'owner']), 'x')).toBe('closed')
  })

  it('is taken back as what it was', () => {
    expect([backTo({ state: 'closed' }), backTo({ state: 'submitted' }), backTo({ state: 'doing' })]).toEqual(
      ['reopened', 'returned', null],
    )
  })

  it('closes a case only with all of its items, and with one at least', () => {
    expect([
      allClosed([]),
      allClosed([{ state: 'closed' }, { state: 'submitted' }]),
      allClosed([{ state: 'closed' }]),
    ]).toEqual([false, false, true])
  })
})
