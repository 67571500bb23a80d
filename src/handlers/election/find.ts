import type { ElectionFacts } from '../../cards/election-cards.ts'
import type { Ballot, Election } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { rollFor } from '../../domain/voting/roll.ts'
import type { Base, Ctx } from '../define/context.ts'

/** How far back an election without a number is looked for. */
const recent = 20

/** The election with a number; without one the newest that is not confirmed yet, else the newest. */
export async function electionNamed(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
): Promise<Election> {
  if (number !== undefined) {
    const found = await ctx.unit.elections.byNumber(organisationId, number)
    if (!found) throw new Refusal('election/none', { number })
    return found
  }
  const all = await ctx.unit.elections.latest(organisationId, recent)
  const found = all.find((one) => one.state !== 'confirmed') ?? all[0]
  if (!found) throw new Refusal('election/none', { number: null })
  return found
}

/** Who can be elected, and may recommend: those on the roll of the election's rule as of today, also where delegates elect. */
export const electable = async (
  { unit, today }: Base,
  { rule, organisationId }: Pick<Election, 'rule' | 'organisationId'>,
): Promise<{ memberId: string; name: string }[]> =>
  (await rollFor({ ...rule, body: rule.electable ?? rule.body }, unit, organisationId, today))?.voters ?? []

/** The newest ballot of an election. */
export async function lastBallot({ unit }: Base, { id }: Election): Promise<Ballot | null> {
  const ballotId = await unit.elections.lastBallot(id)
  return ballotId === null ? null : unit.ballots.get(ballotId)
}

/** What the card of an election shows, from its rows. */
export async function electionFacts(ctx: Base, election: Election): Promise<ElectionFacts> {
  const { unit, now, zone } = ctx
  const people = await electable(ctx, election)
  return {
    election,
    branch: (await unit.organisations.get(election.organisationId))?.name ?? '',
    consent: election.consentId ? await unit.approvals.get(election.consentId) : null,
    approval: election.approvalId ? await unit.approvals.get(election.approvalId) : null,
    ballot: (await lastBallot(ctx, election))?.number ?? null,
    took: (await unit.elections.nominations(election.id)).took,
    voters: people.length,
    electable: people,
    now,
    zone,
  }
}
