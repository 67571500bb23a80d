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

/**
 * Whoever the organisation's own roster has in the body; where that is nobody, the rosters of the branch and unions that
 * work with it: a branch's staff is registered with its union, and the leadership with either.
 */
const byRoster: ReadRoll<Row<'offices'> | Row<'standings'>> = async (
  row,
  unit,
  organisationId,
  date,
  recused,
) => {
  const own = membersOf(row, await unit.rosters.roster(organisationId, date))
  if (own.length > 0) return without(own, recused)
  return without(membersOf(row, (await linkedRosters(unit, organisationId, date)).flat()), recused)
}

/** Those whom the last committee election elected, before duties are shared out among them. */
const byElection: ReadRoll<Row<'election'>> = async (row, unit, organisationId, date, recused) => {
  const elected = await unit.elections.lastElected(organisationId)
  const known = elected.flatMap(({ memberId, name }) => (memberId === null ? [] : [{ memberId, name }]))
  return known.length === 0
    ? without(membersOf(row, await unit.rosters.roster(organisationId, date)), recused)
    : without(known, recused)
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

/** Whether a rule can be run as an election in organisations of a kind. */
export const electsHere = (rule: VotingRule, kind: OrganisationKind): boolean =>
  rule.kind === 'election' && isHere(rule, kind)

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
    default:
      return byRoster(row, unit, organisationId, date, recused)
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
