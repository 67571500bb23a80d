import type { LocalDate } from '../calendar/dates.ts'
import { linkedTo } from '../organisation/linked-rosters.ts'
import { officesOfBody } from '../organisation/offices.ts'
import type { OfficeKind, Organisation, RosterEntry } from '../organisation/types.ts'
import type { Unit } from '../ports/index.ts'
import type { Roster } from './input.ts'

/** Who may vote on one matter, with the counts that the rule reads; frozen with the ballot. */
export interface Roll {
  roster: Roster
  voters: { memberId: string; name: string }[]
}

/** Draws up a roll as of a local date, without those who leave it for this matter. */
export type ReadRoll = (
  unit: Unit,
  organisationId: string,
  date: LocalDate,
  recused: readonly string[],
) => Promise<Roll>

type Belongs = (entry: RosterEntry) => boolean

const holds =
  (kinds: readonly OfficeKind[]): Belongs =>
  ({ offices }) =>
    offices.some((office) => kinds.includes(office))

/** The roll of people who are counted by heads: their number, less those who leave. */
function rollOf(people: readonly RosterEntry[], recused: readonly string[]): Roll {
  const all = new Map(people.map(({ memberId, name }) => [memberId, { memberId, name }]))
  const voters = [...all.values()].filter(({ memberId }) => !recused.includes(memberId))
  return { roster: { total: all.size, recused: all.size - voters.length }, voters }
}

/** The organisation with those that work with it: a branch and its union. */
async function together(unit: Unit, organisationId: string): Promise<Organisation[]> {
  const organisation = await unit.organisations.get(organisationId)
  return organisation ? [organisation, ...(await linkedTo(unit, organisation))] : []
}

/** Holders of offices, whichever of the two rosters they are registered in: the administration has none of its own. */
const officers =
  (kinds: readonly OfficeKind[]): ReadRoll =>
  async (unit, organisationId, date, recused) => {
    const rosters: RosterEntry[] = []
    for (const { id } of await together(unit, organisationId))
      rosters.push(...(await unit.rosters.roster(id, date)))
    return rollOf(rosters.filter(holds(kinds)), recused)
  }

/** People of the union's roster; where there is no union yet, of the organisation's own. */
const staff =
  (belongs: Belongs): ReadRoll =>
  async (unit, organisationId, date, recused) => {
    const both = await together(unit, organisationId)
    const home = both.find(({ kind }) => kind === 'union') ?? both[0]
    const entries = home ? await unit.rosters.roster(home.id, date) : []
    return rollOf(entries.filter(belongs), recused)
  }

/** The rolls of bodies outside the Party, by the noun that a rule counts. */
export const bodyRolls: Readonly<Record<string, ReadRoll>> = {
  工会委员: officers(officesOfBody('union_committee')),
  班子成员: officers(['leadership', 'division_leader']),
  职工: staff(() => true),
  职工代表: staff(holds(['staff_rep'])),
  '工会会员（代表）': staff(({ standing }) => standing === 'union_member'),
}
