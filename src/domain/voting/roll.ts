import { linkedRosters } from '../organisation/linked-rosters.ts'
import type { OrganisationKind, RosterEntry } from '../organisation/types.ts'
import type { Unit } from '../ports/index.ts'
import { electorateAsOf } from './electorate.ts'
import { bodyOf, type ElectorateBodyRow, electorateBodies, isIn, votesIn } from './electorate-bodies.ts'
import type { Roster } from './input.ts'
import type { VotingRule } from './rule.ts'

/** Who may vote on one matter, with the counts that the rule reads; frozen with the ballot. */
export interface Roll {
  roster: Roster
  voters: { memberId: string; name: string }[]
}

type ReadRoll<R extends ElectorateBodyRow> = (
  row: R,
  unit: Unit,
  organisationId: string,
  date: string,
  recused: readonly string[],
) => Promise<Roll>

type Row<B extends ElectorateBodyRow['by']> = Extract<ElectorateBodyRow, { by: B }>

const byMembership: ReadRoll<Row<'membership'>> = async (_row, unit, organisationId, date, recused) => {
  const { roster, voterIds } = electorateAsOf(await unit.rosters.standings(organisationId), date, recused)
  const people = await unit.rosters.members(voterIds)
  const nameOf = new Map(people.map((one) => [one.id, one.name]))
  return { roster, voters: voterIds.map((memberId) => ({ memberId, name: nameOf.get(memberId) ?? '' })) }
}

/** Holders of offices, whichever of the rosters they are registered in: the administration has none of its own. */
const byOffices: ReadRoll<Row<'offices'>> = async (row, unit, organisationId, date, recused) => {
  const own = await unit.rosters.roster(organisationId, date)
  const linked = (await linkedRosters(unit, organisationId, date)).flat()
  return without(membersOf(row, [...own, ...linked]), recused)
}

/** People of the union's roster; where there is no union yet, of the organisation's own. */
const byStandings: ReadRoll<Row<'standings'>> = async (row, unit, organisationId, date, recused) => {
  const own = await unit.organisations.get(organisationId)
  const unions = own?.kind === 'union' ? [own] : await unit.organisations.children(organisationId, 'union')
  const homes = unions.length > 0 ? unions : [{ id: organisationId }]
  const rosters: RosterEntry[] = []
  for (const { id } of homes) rosters.push(...(await unit.rosters.roster(id, date)))
  return without(membersOf(row, rosters), recused)
}

/** Those whom the last committee election elected, before they hold the seats. */
const byElection: ReadRoll<Row<'election'>> = async (row, unit, organisationId, date, recused) => {
  const { elected, confirmed } = await unit.elections.lastElected(organisationId)
  const known = elected.flatMap(({ memberId, name }) => (memberId === null ? [] : [{ memberId, name }]))
  const holders = membersOf(row, await unit.rosters.roster(organisationId, date))
  // Once it is confirmed its seats are offices, which end and are filled again.
  const seated = known.length === 0 || (confirmed && holders.length > 0)
  return without(seated ? holders : known, recused)
}

/** The people of a body, each once: somebody can be on the rosters of two unions. */
function membersOf(
  row: Exclude<ElectorateBodyRow, { by: 'membership' }>,
  roster: readonly RosterEntry[],
): Roll['voters'] {
  const people = roster.filter((entry) => isIn(row, entry))
  return [...new Map(people.map(({ memberId, name }) => [memberId, { memberId, name }])).values()]
}

function without(all: Roll['voters'], recused: readonly string[]): Roll {
  const voters = all.filter((one) => !recused.includes(one.memberId))
  return { roster: { total: all.length, recused: all.length - voters.length }, voters }
}

const isHere = (rule: VotingRule, kind: OrganisationKind): boolean => {
  const body = bodyOf(rule)
  return body !== null && votesIn(body, kind)
}

/** Rules that decide one matter by yes, no and abstain. A recommendation of one person is put like one (DOMAIN §3.3). */
const onOneMatter = ({ kind }: VotingRule): boolean => kind === 'resolution' || kind === 'recommendation'

/** Whether a rule can be run as an open ballot in organisations of a kind: yes, no or abstain, not secret, of a body they have. */
export const runsOpenly = (rule: VotingRule, kind: OrganisationKind): boolean =>
  onOneMatter(rule) && rule.secrecy === 'either' && isHere(rule, kind)

/** Whether a rule can be run as a secret ballot on one matter in organisations of a kind. */
export const runsSecretly = (rule: VotingRule, kind: OrganisationKind): boolean =>
  onOneMatter(rule) && rule.secrecy !== 'n/a' && isHere(rule, kind)

/** Whether a rule can be run over a list of persons: an election, or a recommendation that ranks them. */
export const electsHere = (rule: VotingRule, kind: OrganisationKind): boolean =>
  (rule.kind === 'election' || rule.kind === 'recommendation') && isHere(rule, kind)

/**
 * The roll of a rule in an organisation as of a local date, without those who leave it for this matter (回避); null for
 * rules without a body that its kind of organisation has.
 */
export async function rollFor(
  rule: VotingRule,
  unit: Unit,
  organisationId: string,
  date: string,
  recused: readonly string[] = [],
): Promise<Roll | null> {
  const body = bodyOf(rule)
  const organisation = body && (await unit.organisations.get(organisationId))
  if (!body || !organisation || !votesIn(body, organisation.kind)) return null
  const row: ElectorateBodyRow = electorateBodies[body]
  switch (row.by) {
    case 'membership':
      return byMembership(row, unit, organisationId, date, recused)
    case 'election':
      return byElection(row, unit, organisationId, date, recused)
    case 'offices':
      return byOffices(row, unit, organisationId, date, recused)
    case 'standings':
      return byStandings(row, unit, organisationId, date, recused)
  }
}

/**
 * What a certificate says of the roll instead of names: the hash over a salt and the sorted ids of the voters. Whoever has
 * salt and ids can check it; nobody can guess the ids from it.
 */
export const rollHash = (
  digest: (text: string) => string,
  salt: string,
  voterIds: readonly string[],
): string => digest(JSON.stringify([salt, ...[...voterIds].sort()]))
