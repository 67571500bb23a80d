import { committeeOffices } from '../organisation/words.ts'
import type { Unit } from '../ports/index.ts'
import { bodyRolls, type ReadRoll, type Roll } from './body-rolls.ts'
import { electorateAsOf } from './electorate.ts'
import type { VotingRule } from './rule.ts'

export type { Roll } from './body-rolls.ts'

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

/** The rolls that a branch and its union can draw up, by the noun that a rule counts (`voters` of its row). */
const rolls: Record<string, ReadRoll> = {
  有表决权党员: formalMembers,
  有表决权正式党员: formalMembers,
  有选举权党员: formalMembers,
  支部委员: committee,
  新当选委员: newCommittee,
  ...bodyRolls,
}

/** Kinds of rules under which one matter is answered with yes, no or abstain: a recommendation of one person, too. */
const onOneMatter: readonly VotingRule['kind'][] = ['resolution', 'recommendation']

/** Whether a rule can be run as an open ballot: yes, no or abstain, not secret, of a roll that we know. */
export const runsOpenly = (rule: VotingRule): boolean =>
  onOneMatter.includes(rule.kind) && rule.secrecy !== 'secret' && rule.voters in rolls

/** Whether a rule can be run as a secret ballot on one matter. */
export const runsSecretly = (rule: VotingRule): boolean =>
  onOneMatter.includes(rule.kind) && rule.secrecy !== 'n/a' && rule.voters in rolls

/** Whether a rule can be run over a list of persons: an election, or a recommendation that ranks them. */
export const electsHere = (rule: VotingRule): boolean =>
  (rule.kind === 'election' || rule.kind === 'recommendation') && rule.voters in rolls

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
