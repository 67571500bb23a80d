import type { CaseContext } from '../cases/case-context.ts'
import type { Ballot, BallotFlag, BallotRoll } from '../ports/index.ts'
import { rollFor } from './roll.ts'
import { ballotViews } from './touch-ballots.ts'

/**
 * The register was changed for some members (null: whoever is concerned, as when an office changes hands) from a day on: ballots whose roll was drawn up on that day or later, and would
 * now be another one, are flagged. The decision stands as it was made; what follows from the flag is for people to say.
 * Answers the ballots that were flagged. To be called in the unit of the change, after it; again is harmless.
 */
export async function flagCorrections(
  ctx: CaseContext,
  organisationId: string,
  memberIds: readonly string[] | null,
  from: string,
  by: string,
): Promise<Ballot[]> {
  const touched: Ballot[] = []
  for (const { ballot, roll } of await ctx.unit.ballots.rolledSince(organisationId, from)) {
    const flags = await flagsFor(ctx, ballot, roll, memberIds, by)
    if (flags.length === 0) continue
    for (const flag of flags) await ctx.unit.ballots.flag(organisationId, flag)
    for (const view of Object.values(ballotViews)) ctx.unit.touch(view, ballot.id)
    touched.push(ballot)
  }
  return touched
}

/** What the correction would have changed on one roll and is not flagged yet, a member each. */
async function flagsFor(
  { unit, now }: CaseContext,
  ballot: Ballot,
  { asOf, recused }: BallotRoll,
  memberIds: readonly string[] | null,
  by: string,
): Promise<BallotFlag[]> {
  const today = await rollFor(ballot.rule, unit, ballot.organisationId, asOf, recused)
  const would = new Set(today?.voters.map((one) => one.memberId))
  const frozen = new Set((await unit.ballots.electorate(ballot.id)).map((one) => one.memberId))
  const known = await unit.ballots.flags(ballot.id)
  return [...(memberIds ?? new Set([...would, ...frozen]))]
    .filter((id) => would.has(id) !== frozen.has(id))
    .map((memberId): BallotFlag => {
      const effect = would.has(memberId) ? 'joins' : 'leaves'
      return { ballotId: ballot.id, memberId, effect, flaggedBy: by, flaggedAt: now }
    })
    .filter((flag) => !known.some((one) => one.memberId === flag.memberId && one.effect === flag.effect))
}
