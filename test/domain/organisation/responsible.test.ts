import { describe, expect, it } from 'vitest'
import {
  officeSpellings,
  offices,
  officesIn,
  officesOfBody,
} from '../../../src/domain/organisation/offices.ts'
import { holdersOf } from '../../../src/domain/organisation/responsible.ts'
import type { OfficeKind, RosterEntry } from '../../../src/domain/organisation/types.ts'

const person = (memberId: string, offices: OfficeKind[] = [], leads = false): RosterEntry => ({
  memberId,
  name: memberId,
  standing: 'formal',
  offices,
  group: leads ? { id: 'g', name: '第一党小组', leads } : null,
})
const full = [
  person('s', ['secretary']),
  person('o', ['org_member']),
  person('d', ['discipline_member']),
  person('l', [], true),
  person('m'),
]

describe('who answers for a role', () => {
  it.each([
    { role: 'secretary', holders: ['s'] },
    { role: 'org_member', holders: ['o'] },
    { role: 'recorder', holders: ['o'] },
    { role: 'collator', holders: ['o'] },
    { role: 'tellers', holders: ['d'] },
    { role: 'committee', holders: ['s', 'o', 'd'] },
    { role: 'group_leader', holders: ['l'] },
    { role: 'formal_member', holders: ['s'] },
    { role: 'anything else', holders: ['s'] },
  ])('$role', ({ role, holders }) => {
    expect(holdersOf(full, role)).toEqual(holders)
  })

  it.each([
    'org_member',
    'recorder',
    'collator',
    'tellers',
    'group_leader',
    'committee',
  ])('falls to the secretary where %s is vacant', (role) => {
    expect(holdersOf([person('s', ['secretary']), person('m')], role)).toEqual(['s'])
  })

  it('falls to the deputy where there is no secretary, and to nobody where there is no office at all', () => {
    expect(holdersOf([person('v', ['deputy_secretary'])], 'secretary')).toEqual(['v'])
    expect(holdersOf([person('m')], 'secretary')).toEqual([])
  })

  it.each([
    { role: 'union_chair', holders: ['c'] },
    { role: 'union_committee', holders: ['c', 'u'] },
    { role: 'recorder', holders: ['o'] },
    { role: 'hr', holders: ['h'] },
    { role: 'dept_head', holders: ['s'] },
  ])('in a branch, asks its union for $role where the branch has nobody', ({ role, holders }) => {
    expect(holdersOf(full, role, [union])).toEqual(holders)
  })

  it.each([
    { role: 'secretary', holders: ['s'] },
    { role: 'recorder', holders: ['u'] },
    { role: 'committee', holders: ['s', 'o', 'd'] },
    { role: 'staff', holders: ['c'] },
    { role: 'union_finance', holders: ['c'] },
  ])('in a union, asks its own people first for $role, then its branch, then its chair', ({
    role,
    holders,
  }) => {
    expect(holdersOf(union, role, [full])).toEqual(holders)
  })
})

const union = [person('c', ['union_chair']), person('u', ['union_committee']), person('h', ['hr'])]

describe('the table of offices', () => {
  it('knows every office by its label and its other words, and where it is held', () => {
    const spellings = officeSpellings(Object.keys(offices) as OfficeKind[])
    expect(spellings).toMatchObject({
      委员: 'committee_member',
      经费审查委员: 'union_finance',
      主席: 'union_chair',
    })
    expect(officesIn('branch')).not.toContain('union_chair')
    expect(officesIn('union')).toEqual(
      expect.arrayContaining(['union_chair', 'union_committee', 'hr', 'staff_rep']),
    )
  })

  it('gives no word to two offices', () => {
    const words = Object.values(offices).flatMap((row) => [row.label, ...row.also])
    expect(new Set(words).size).toBe(words.length)
  })

  it('makes up the committees', () => {
    expect(officesOfBody('committee')).toEqual([
      'secretary',
      'deputy_secretary',
      'org_member',
      'publicity_member',
      'discipline_member',
      'committee_member',
    ])
    expect(officesOfBody('union_committee')).toEqual(['union_chair', 'union_committee'])
  })
})
