import { describe, expect, it } from 'vitest'
import type { OfficeKind, OrganisationKind, StandingKind } from '../../../src/domain/organisation/types.ts'
import type { Unit } from '../../../src/domain/ports/index.ts'
import { bodyOf } from '../../../src/domain/voting/electorate-bodies.ts'
import { ordinaryRuleFor } from '../../../src/domain/voting/ordinary-rules.ts'
import { electsHere, rollFor, runsOpenly, runsSecretly } from '../../../src/domain/voting/roll.ts'
import { ruleOf, rules } from './rules.ts'

const person = (memberId: string, standing: StandingKind, ...offices: OfficeKind[]) => ({
  memberId,
  name: memberId,
  standing,
  offices,
  group: null,
})

const union = [
  person('chair', 'union_member', 'union_chair', 'staff_rep'),
  person('committee', 'union_member', 'union_committee'),
  person('rep', 'staff', 'staff_rep'),
  person('finance', 'union_member', 'union_finance', 'leadership'),
  person('worker', 'staff'),
]
const branch = [
  person('secretary', 'formal', 'secretary', 'division_leader'),
  person('probationer', 'probationary', 'leadership'),
]

interface Place {
  kind: OrganisationKind
  parentId: string | null
  roster: typeof union
}

/** A branch with a union, and another branch alone. */
const places: Record<string, Place> = {
  union: { kind: 'union', parentId: 'branch', roster: union },
  branch: { kind: 'branch', parentId: null, roster: branch },
  alone: { kind: 'branch', parentId: null, roster: [] },
}

/** The reads that a roll is drawn up from, over the rosters above. */
const unit = {
  organisations: {
    get: async (id: string) => ({ id, ...places[id] }),
    children: async (parent: string) =>
      Object.entries(places)
        .filter(([, one]) => one.parentId === parent)
        .map(([id, one]) => ({ id, ...one })),
  },
  rosters: {
    roster: async (id: string) => places[id]?.roster ?? [],
    standings: async (id: string) =>
      (places[id]?.roster ?? []).map(({ memberId, standing }) => ({
        memberId,
        kind: standing,
        from: '2026-01-01',
        to: null,
      })),
    members: async (ids: string[]) => ids.map((id) => ({ id, name: id })),
  },
  elections: { lastElected: async () => ({ elected: [], confirmed: false }) },
} as unknown as Unit

const votersOf = async (rule: string, place: string, recused: string[] = []) => {
  const roll = await rollFor(ruleOf(rule), unit, place, '2026-11-25', recused)
  return roll?.voters.map((one) => one.memberId).join(' ')
}

describe('the electorate of each rule', () => {
  it.each([
    ['staff_assembly_resolution', 'union', 'chair committee rep finance worker'],
    ['staff_recommendation', 'union', 'chair committee rep finance worker'],
    ['staff_congress_resolution', 'union', 'chair rep'],
    ['union_assembly_resolution', 'union', 'chair committee finance'],
    ['union_election', 'union', 'chair committee finance'],
    ['union_chair_recall', 'union', 'chair committee finance'],
    ['union_committee_resolution', 'union', 'chair committee'],
    ['leadership_decision', 'union', 'finance secretary probationer'],
    ['leadership_penalty_decision', 'union', 'finance secretary probationer'],
    ['leadership_decision', 'branch', 'secretary probationer finance'],
    ['branch_general_resolution', 'branch', 'secretary'],
    ['branch_election', 'branch', 'secretary'],
    ['branch_committee_resolution', 'branch', 'secretary'],
    ['branch_officer_election', 'branch', 'secretary'],
    // Registered with its union.
    ['staff_assembly_resolution', 'branch', 'chair committee rep finance worker'],
    ['staff_congress_resolution', 'branch', 'chair rep'],
    // Nobody is registered.
    ['staff_assembly_resolution', 'alone', ''],
    ['leadership_decision', 'alone', ''],
    // Not of this kind of organisation, or of a body that no roster knows.
    ['branch_committee_resolution', 'union', undefined],
    ['branch_general_resolution', 'union', undefined],
    ['democratic_life_attendance', 'branch', undefined],
    ['member_evaluation', 'branch', undefined],
  ])('%s in %s: %s', async (rule, place, voters) => {
    expect(await votersOf(rule, place)).toBe(voters)
  })

  it('takes out of base and roll who leaves for the matter', async () => {
    const roll = await rollFor(ruleOf('union_committee_resolution'), unit, 'union', '2026-11-25', ['chair'])
    expect(roll).toEqual({
      roster: { total: 2, recused: 1 },
      voters: [{ memberId: 'committee', name: 'committee' }],
    })
  })

  it('knows the body of every rule but the two that no roll is drawn up for', () => {
    const none = [...rules.values()].filter((rule) => bodyOf(rule) === null).map((rule) => rule.id)
    expect(none).toEqual(['member_evaluation', 'democratic_life_attendance'])
  })

  it('knows the body of rules that were kept before they named one', () => {
    const { body: _body, ...kept } = ruleOf('branch_general_resolution')
    expect(bodyOf(kept)).toBe('party_members')
  })
})

describe('where a rule can be run', () => {
  const ids = (runs: typeof runsOpenly, kind: OrganisationKind) =>
    [...rules.values()].filter((rule) => runs(rule, kind)).map((rule) => rule.id)

  it('openly, secretly and as an election, by kind of organisation', () => {
    expect(ids(runsOpenly, 'union')).toEqual([
      'union_assembly_resolution',
      'union_committee_resolution',
      'leadership_decision',
      'leadership_penalty_decision',
    ])
    expect(ids(runsSecretly, 'union')).toEqual([
      'staff_congress_resolution',
      'staff_assembly_resolution',
      'union_assembly_resolution',
      'union_chair_recall',
      'union_committee_resolution',
      'leadership_decision',
      'leadership_penalty_decision',
      'staff_recommendation',
    ])
    expect(ids(electsHere, 'union')).toEqual(['union_election', 'staff_recommendation'])
    expect(ids(electsHere, 'branch')).toContain('branch_election')
    expect(ids(runsSecretly, 'superior')).toEqual([])
  })

  it.each([
    ['branch', null, 'branch_general_resolution'],
    ['branch', 'group', 'branch_general_resolution'],
    ['branch', 'committee', 'branch_committee_resolution'],
    ['union', null, 'union_committee_resolution'],
    ['union', 'members', 'union_assembly_resolution'],
    ['union', 'committee', 'union_committee_resolution'],
    ['union', 'staff', 'staff_assembly_resolution'],
    ['superior', null, null],
  ] as const)('ordinarily, in a %s at a meeting of %s: %s', (kind, attendees, rule) => {
    expect(ordinaryRuleFor(kind, attendees)).toBe(rule)
    if (rule) expect(rules.has(rule)).toBe(true)
  })
})
