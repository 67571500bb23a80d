import { passLine } from './arithmetic.ts'
import type { ResolutionInput } from './input.ts'
import { presenceOf } from './presence.ts'
import { hasSeveralItems, procedureStop, type Stop } from './procedure.ts'
import type { VotingRule } from './rule.ts'
import { codeWords, type Finding, type Outcome, outcomeWords } from './verdict.ts'

/** Counts one matter: yes against the need; everything else is not in favour. */
export function tallyResolution(rule: VotingRule, input: ResolutionInput): Finding {
  const presence = presenceOf(rule, input.roster, input.present)
  const { eligible, quorum_need, quorum_met, passNeed } = presence
  const written = rule.written_ballot === 'counted_if_before_meeting' ? input.written : undefined
  const yes = input.votes.yes + (written?.yes ?? 0)
  const no = input.votes.no + (written?.no ?? 0)
  const stop =
    procedureStop(rule, presence, input, hasSeveralItems(input)) ?? countingFault(input, eligible, written)
  const near = input.important === true && !stop && Math.abs(yes - no) <= nearTieLimit(eligible)
  const outcome = stop?.outcome ?? decided(yes >= (passNeed ?? 0), near, input.chair_decision)
  return {
    eligible,
    quorum_need,
    quorum_met,
    pass_need: passNeed,
    counted_yes: stop && stop.outcome !== 'no_quorum' ? null : yes,
    outcome,
    ...(stop?.code && { code: stop.code }),
    ...(input.important !== undefined && { near_tie: near }),
    arithmetic: `${presence.line}${tail(rule, input, presence.eligible, yes, passNeed, stop, outcome)}`,
  }
}

/** 双方人数接近: the Constitution gives no number; ours is a tenth of the base, at least one. */
const nearTieLimit = (eligible: number): number => Math.max(1, (eligible - (eligible % 10)) / 10)

function countingFault(
  { votes, present, ballots }: ResolutionInput,
  eligible: number,
  written: { yes: number; no: number; abstain: number } | undefined,
): Stop | undefined {
  const cast = votes.yes + votes.no + votes.abstain + votes.invalid + votes.blank
  if (cast > present) return { outcome: 'invalid_input', code: 'votes_exceed_present' }
  if (ballots && cast > ballots.returned) return { outcome: 'invalid_input', code: 'votes_exceed_returned' }
  if (written && written.yes + written.no + written.abstain > eligible - present)
    return { outcome: 'invalid_input', code: 'written_exceed_absent' }
  return undefined
}

/** A near tie on an important matter is flagged; only the chair's word changes what the numbers say. */
function decided(reached: boolean, near: boolean, chair: ResolutionInput['chair_decision']): Outcome {
  if (near && chair === 'defer') return 'deferred'
  if (near && chair === 'escalate') return 'escalated'
  return reached ? 'passed' : 'rejected'
}

function tail(
  rule: VotingRule,
  input: ResolutionInput,
  eligible: number,
  yes: number,
  need: number | null,
  stop: Stop | undefined,
  outcome: Outcome,
): string {
  if (stop?.outcome === 'no_quorum') return ''
  if (stop) return `；${stop.code ? codeWords[stop.code] : ''}，${outcomeWords[stop.outcome]}`
  if (!rule.pass || need === null) return ''
  const basis = rule.pass.basis === 'eligible' ? eligible : input.present
  const written = yes - input.votes.yes
  const noun = written > 0 ? `赞成${input.votes.yes}人加书面赞成${written}人，共` : '赞成'
  return `；${passLine(rule.pass, basis, yes, need, noun)}，${outcomeWords[outcome]}`
}
