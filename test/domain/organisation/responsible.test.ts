import { describe, expect, it } from 'vitest'
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
})
