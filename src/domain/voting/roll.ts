import type { OfficeKind } from '../organisation/types.ts'
import { committeeOffices } from '../organisation/words.ts'
import type { Unit } from '../ports/index.ts'
import { electorateAsOf } from './electorate.ts'
import type { Roster } from './input.ts'
import type { VotingRule } from './rule.ts'

/** Who may vote on one matter, with the counts that the rule reads; frozen with the ballot. */
export interface Roll {
  roster: Roster
  voters: { memberId: string; name: string }[]
}

type ReadRoll = (
  unit: Unit,
  organisationId: string,
  date: string,
  recused: readonly string[],
) => Promise<Roll>

/** Formal members less those without a vote (DOMAIN §3.2). */
const formalMembers: ReadRoll = async (unit, organisationId, date, recused) => {
  const { roster, voterIds } = electorateAsOf(await unit.rosters.standings(organisationId), date, recused)
  const people = await unit.rosters.members(voterIds)
  const nameOf = new Map(people.map((one) => [one.id, one.name]))
  return { roster, voters: voterIds.map((memberId) => ({ memberId, name: nameOf.get(memberId) ?? '' })) }
}

/** Everybody with an office of the branch committee. */
const committee: ReadRoll = async (unit, organisationId, date, recused) => {
  const all = (await unit.rosters.roster(organisationId, date))
    .filter((entry) => entry.offices.some((office) => committeeOffices.includes(office)))
    .map(({ memberId, name }) => ({ memberId, name }))
  const voters = all.filter((one) => !recused.includes(one.memberId))
  return { roster: { total: all.length, recused: all.length - voters.length }, voters }
}

/** The leading team: whoever holds an office of it on the roster. */
const leadingTeam: ReadRoll = async (unit, organisationId, date, recused) => {
  const all = (await unit.rosters.roster(organisationId, date))
    .filter(({ offices }) => offices.some((office) => leadingOffices.includes(office)))
    .map(({ memberId, name }) => ({ memberId, name }))
  const voters = all.filter((one) => !recused.includes(one.memberId))
  return { roster: { total: all.length, recused: all.length - voters.length }, voters }
}

const leadingOffices: readonly OfficeKind[] = ['leadership', 'division_leader']

/**
 * Those whom the last committee election elected, before duties are shared out among them; where no election was run here,
 * the committee as it is.
 */
const newCommittee: ReadRoll = async (unit, organisationId, date, recused) => {
  const elected = await unit.elections.lastElected(organisationId)
  const known = elected.flatMap(({ memberId, name }) => (memberId === null ? [] : [{ memberId, name }]))
  if (known.length === 0) return committee(unit, organisationId, date, recused)
  const voters = known.filter((one) => !recused.includes(one.memberId))
  return { roster: { total: known.length, recused: known.length - voters.length }, voters }
}

/** The rolls that a branch can draw up, by the noun that a rule counts (`voters` of its row). */
const rolls: Record<string, ReadRoll> = {
  有表决权党员: formalMembers,
  有表决权正式党员: formalMembers,
  有选举权党员: formalMembers,
  支部委员: committee,
  新当选委员: newCommittee,
  班子成员: leadingTeam,
}

/** Whether a rule can be run as an open ballot in a branch: yes, no or abstain, not secret, of a roll that we know. */
export const runsOpenly = (rule: VotingRule): boolean =>
  rule.kind === 'resolution' && rule.secrecy !== 'secret' && rule.voters in rolls

/** Whether a rule can be run as a secret ballot on one matter in a branch. */
export const runsSecretly = (rule: VotingRule): boolean =>
  rule.kind === 'resolution' && rule.secrecy !== 'n/a' && rule.voters in rolls

/** Whether a rule can be run as an election in a branch. */
export const electsHere = (rule: VotingRule): boolean => rule.kind === 'election' && rule.voters in rolls

/**
 * The roll of a rule in an organisation as of a local date, without those who leave it for this matter (回避); null for
 * bodies that the roster does not know.
 */
export async function rollFor(
  rule: VotingRule,
  unit: Unit,
  organisationId: string,
  date: string,
  recused: readonly string[] = [],
): Promise<Roll | null> {
  return (await rolls[rule.voters]?.(unit, organisationId, date, recused)) ?? null
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
