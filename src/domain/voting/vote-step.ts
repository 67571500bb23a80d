import { actOnCase } from '../cases/act-on-case.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { itemFor } from '../meetings/topics.ts'
import type { Ballot } from '../ports/index.ts'
import { isFinished, type ProcessInstance, type StepState, stepNamed } from '../process/index.ts'
import { Refusal } from '../refusals.ts'
import { awaitsChair } from './count-ballot.ts'
import type { Outcome } from './verdict.ts'

/** What a verdict says to the process (`vote_result`). The others decide nothing: the matter is voted on again. */
const resultOf: Partial<Record<Outcome, string>> = {
  passed: 'passed',
  rejected: 'rejected',
  deferred: 'deferred',
  escalated: 'escalated',
}

/**
 * Completes the ballot steps of a meeting's case with the ballots that were counted for them. A step that still waits
 * for others, or a ballot that belongs to no item, is left as it is; called again after the case moved on, it is found.
 */
export async function recordVotes(ctx: CaseContext, caseId: string): Promise<void> {
  const meeting = await ctx.unit.meetings.byInstance(caseId)
  if (!meeting) return
  for (const ballot of await ctx.unit.ballots.ofMeeting(meeting.id)) await recordVote(ctx, caseId, ballot)
}

async function recordVote(ctx: CaseContext, caseId: string, ballot: Ballot): Promise<void> {
  const result = ballot.verdict && !awaitsChair(ballot) ? resultOf[ballot.verdict.outcome] : undefined
  const found = result === undefined ? null : await ctx.unit.processes.getForUpdate(caseId)
  const state = found && stepFor(found.instance, ballot)
  if (!state || result === undefined) return
  try {
    await actOnCase(
      ctx,
      caseId,
      {
        type: 'complete',
        step: state.id,
        ...(state.item === null ? {} : { item: state.item }),
        outputs: { vote_result: result },
        record: { kind: 'ballot', ref: ballot.id },
      },
      ballot.closedBy,
      'of-the-caller',
    )
  } catch (error) {
    // The steps before it were not ticked yet: the verdict stands all the same, and is recorded once they are.
    if (!(error instanceof Refusal)) throw error
  }
}

/** The unfinished ballot step, with its item, that this ballot decides; null = none, or it was recorded already. */
function stepFor(instance: ProcessInstance, ballot: Ballot): StepState | null {
  const ballots = instance.steps.filter((state) => stepNamed(instance.template, state.id)?.kind === 'ballot')
  if (ballots.some((state) => state.record === ballot.id)) return null
  const left = ballots.filter((state) => !isFinished(state))
  const single = left.find((state) => state.item === null)
  if (single) return single
  const items = instance.items.filter((item) => left.some((state) => state.item === item.id))
  const item = itemFor(items, ballot.matter)
  return left.find((state) => state.item === item?.id) ?? null
}
