import { passLine } from './arithmetic.ts'
import { type RecommendationInput, resolutionInput } from './input.ts'
import { presenceOf } from './presence.ts'
import { procedureStop, type Stop } from './procedure.ts'
import { tallyResolution } from './resolution.ts'
import type { VotingRule } from './rule.ts'
import { codeWords, type Finding, outcomeWords } from './verdict.ts'

/**
 * A recommendation advises: persons are ranked and those who reach the need are marked; whoever decides decides later. With
 * one matter and no persons it is counted like a resolution.
 */
export function tallyRecommendation(rule: VotingRule, input: RecommendationInput): Finding {
  if (!input.candidates) return tallyResolution(rule, resolutionInput.parse(input))
  const { candidates, present, roster, ballots } = input
  const presence = presenceOf(rule, roster, present)
  const need = presence.passNeed ?? 0
  const valid = ballots ? Math.min(present, ballots.returned - ballots.invalid) : present
  const over = candidates.some(({ yes }) => yes > valid)
  const fault: Stop | undefined = over
    ? { outcome: 'invalid_input', code: 'votes_exceed_present' }
    : undefined
  const stop = procedureStop(rule, presence, input, false) ?? fault
  const ranking = stop ? [] : rankingOf(candidates)
  return {
    eligible: presence.eligible,
    quorum_need: presence.quorum_need,
    quorum_met: presence.quorum_met,
    pass_need: presence.passNeed,
    outcome: stop?.outcome ?? 'recorded',
    ...(stop?.code && { code: stop.code }),
    ranking,
    recommended: ranking.filter(({ yes }) => yes >= need).map(({ name }) => name),
    arithmetic: `${presence.line}${stop ? stopTail(stop) : rankedTail(rule, ranking, input, presence.eligible, need)}`,
  }
}

type Ranking = NonNullable<Finding['ranking']>

/** Equal votes share a place, and the next place is passed over. */
function rankingOf(candidates: readonly { name: string; yes: number }[]): Ranking {
  const sorted = [...candidates].sort((a, b) => b.yes - a.yes)
  return sorted.map(({ name, yes }) => ({ name, yes, place: sorted.findIndex((one) => one.yes === yes) + 1 }))
}

const stopTail = ({ code, outcome }: Stop): string =>
  outcome === 'no_quorum' ? '' : `；${code ? codeWords[code] : ''}，${outcomeWords[outcome]}`

function rankedTail(
  rule: VotingRule,
  ranking: Ranking,
  { present }: RecommendationInput,
  eligible: number,
  need: number,
): string {
  const places = ranking.map(({ name, yes, place }) => `第${place}名${name}${yes}票`).join('、')
  if (!rule.pass) return `；${places}`
  const basis = rule.pass.basis === 'present' ? present : eligible
  const bar = passLine(rule.pass, basis, need, need, '得票').replace(/得票\d+人/, '得票')
  return `；${places}；${bar}列入推荐人选，供集体研究`
}
