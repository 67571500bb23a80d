import { may } from '../../domain/organisation/permissions.ts'
import type { Ballot } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { readersOfBallot, restrictedCaseOf } from '../../domain/voting/confidential.ts'
import type { Ctx } from '../define/context.ts'

/** How far back a ballot without a number is looked for. */
const recent = 50

/**
 * The ballot with a number. Without one: the only open one, else the latest of all; where `open` is asked for, several open
 * ones or none are refused. Only of this organisation: other numbers are unknown here, and so are ballots of restricted
 * matters to whoever is not concerned.
 */
export async function ballotNamed(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
  wanted: 'open' | 'any',
): Promise<Ballot> {
  if (number !== undefined) {
    const found = await ctx.unit.ballots.byNumber(organisationId, number)
    if (!found || !(await maySee(ctx, found))) throw new Refusal('case/unknown', { number, what: '表决' })
    return found
  }
  const all: Ballot[] = []
  for (const ballot of await ctx.unit.ballots.latest(organisationId, recent))
    if (await maySee(ctx, ballot)) all.push(ballot)
  const open = all.filter((ballot) => ballot.status === 'open')
  if (open.length > 1 && wanted === 'open')
    throw new Refusal('ballot/several', { numbers: open.map((ballot) => ballot.number) })
  const found = open[0] ?? (wanted === 'any' ? all[0] : undefined)
  if (!found) throw new Refusal('ballot/none', { open: wanted === 'open' })
  return found
}

/** The ballot for those who may look at it: on the roster, or a voter of it. Nobody else learns whether there is one. */
export async function ballotToShow(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
): Promise<Ballot> {
  if (may(await ctx.rolesIn(organisationId), 'ballot.show'))
    return ballotNamed(ctx, organisationId, number, 'any')
  const found = number === undefined ? null : await ctx.unit.ballots.byNumber(organisationId, number)
  const voters = found ? await ctx.unit.ballots.electorate(found.id) : []
  const voter = voters.some(({ memberId }) => memberId === ctx.actor.member?.id)
  await ctx.allow('ballot.show', organisationId, voter)
  return ballotNamed(ctx, organisationId, number, 'any')
}

const maySee = async (ctx: Ctx, ballot: Ballot): Promise<boolean> =>
  (await readersOfBallot(ctx, ballot))?.includes(ctx.me().id) ?? true

/** Whether what is said of a ballot goes to the person alone. */
export const isConfidential = async (ctx: Ctx, ballotId: string): Promise<boolean> =>
  (await restrictedCaseOf(ctx, ballotId)) !== null
