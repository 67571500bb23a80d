import type { CaseContext } from '../cases/case-context.ts'
import type { Ballot, ChairDecision } from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { adoptResolution } from './adopt-resolution.ts'
import { followCount } from './after-count.ts'
import { knownBallot } from './close-ballot.ts'
import { awaitsChair, verdictFrom } from './count-ballot.ts'
import { inputOf } from './counted-parts.ts'
import { gatherParts } from './gather-parts.ts'
import { touchBallot } from './touch-ballots.ts'

/**
 * Records what the chair decides after a near tie on an important matter, with the reason: once. `confirm` is for urgent
 * cases alone (党章 art. 17), so it needs a reason. Refuses with `ballot/unknown`, `ballot/no-near-tie`,
 * `ballot/reason-needed` and, the second time, `ballot/chair-decided`.
 */
export async function decideNearTie(
  ctx: CaseContext,
  ballotId: string,
  decision: ChairDecision,
  by: string,
  reason: string | null = null,
): Promise<Ballot> {
  const ballot = await knownBallot(ctx, ballotId)
  const { number } = ballot
  if (ballot.chairDecision !== null) throw new Refusal('ballot/chair-decided', { number })
  if (!awaitsChair(ballot)) throw new Refusal('ballot/no-near-tie', { number })
  if (decision === 'confirm' && reason === null) throw new Refusal('ballot/reason-needed', {})
  // Ballots of an earlier release kept no input: their votes are counted again.
  const input = ballot.input ?? inputOf(ballot, await gatherParts(ctx.unit, ballot), ballot.present ?? 0)
  const verdict = verdictFrom(ballot, input, decision)
  if (!(await ctx.unit.ballots.decide(ballotId, decision, verdict, reason)))
    throw new Refusal('ballot/chair-decided', { number })
  ctx.unit.record({
    organisationId: ballot.organisationId,
    actorId: by,
    action: 'ballot.chair',
    object: ballotId,
    // The words of the reason stand in the row; the chain holds what proves them.
    facts: { decision, outcome: verdict.outcome, reason: reason && ctx.unit.digest(reason) },
  })
  touchBallot(ctx.unit, ballotId)
  const decided: Ballot = { ...ballot, chairDecision: decision, chairReason: reason, verdict }
  await adoptResolution(ctx, decided)
  await followCount(ctx, decided, 'chair')
  return decided
}
