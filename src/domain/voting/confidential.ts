import type { CaseContext } from '../cases/case-context.ts'
import { circleOf, isRestricted } from '../cases/case-people.ts'
import type { Ballot, ProcessCase } from '../ports/index.ts'

/** The restricted case that a ballot was opened for; null for any other ballot. */
export async function restrictedCaseOf(
  { unit }: Pick<CaseContext, 'unit'>,
  ballotId: string,
): Promise<ProcessCase | null> {
  const record = await unit.stepRecords.of('ballot', ballotId)
  const found = record && (await unit.processes.get(record.caseId))
  return found && isRestricted(found.instance.template) ? found : null
}

/**
 * Who may see a ballot of a restricted case: its circle and the voters, who were asked. Null = the ballot is no secret, and
 * the whole organisation may.
 */
export async function readersOfBallot(
  ctx: CaseContext,
  { id }: Pick<Ballot, 'id'>,
): Promise<string[] | null> {
  const found = await restrictedCaseOf(ctx, id)
  if (!found) return null
  const voters = (await ctx.unit.ballots.electorate(id)).map(({ memberId }) => memberId)
  return [...new Set([...(await circleOf(ctx, found)), ...voters])]
}
