import { actOnCase } from '../cases/act-on-case.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { recordIsReady } from '../cases/step-records.ts'
import { itemFor } from '../meetings/topics.ts'
import type { Ballot } from '../ports/index.ts'
import { isFinished, type ProcessInstance, type StepState, stepNamed } from '../process/index.ts'
import { Refusal } from '../refusals.ts'
import { awaitsChair } from './count-ballot.ts'
import { voteOutputs } from './vote-outputs.ts'

/**
 * Completes the ballot steps of a meeting's case with the ballots that were counted for them. A step that still waits
 * for others, or a ballot that belongs to no item, is left as it is; called again after the case moved on, it is found.
 */
export async function recordVotes(ctx: CaseContext, caseId: string): Promise<void> {
  const meeting = await ctx.unit.meetings.byInstance(caseId)
  if (!meeting) return
  for (const ballot of await ctx.unit.ballots.ofMeeting(meeting.id)) await recordVote(ctx, caseId, ballot)
}

/** Tells the step that a ballot was opened for. A ballot of no step, or whose verdict decides nothing, tells nobody. */
export async function ballotDecided(ctx: CaseContext, ballot: Ballot): Promise<void> {
  const record = await ctx.unit.stepRecords.of('ballot', ballot.id)
  const found = record && (await ctx.unit.processes.get(record.caseId))
  const outputs = found && outputsFor(found.instance, record.step, ballot)
  if (outputs) await recordIsReady(ctx, record, outputs, ballot.closedBy)
}

function outputsFor({ template }: ProcessInstance, id: string, ballot: Ballot) {
  const step = stepNamed(template, id)
  if (!step || !ballot.verdict || awaitsChair(ballot)) return null
  return voteOutputs(template, step, ballot.verdict, ballot.aboutHow)
}

async function recordVote(ctx: CaseContext, caseId: string, ballot: Ballot): Promise<void> {
  const found = ballot.verdict ? await ctx.unit.processes.getForUpdate(caseId) : null
  const state = found && stepFor(found.instance, ballot)
  const outputs = state && outputsFor(found.instance, state.id, ballot)
  if (!state || !outputs) return
  try {
    await actOnCase(
      ctx,
      caseId,
      {
        type: 'complete',
        step: state.id,
        ...(state.item === null ? {} : { item: state.item }),
        outputs,
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
  // Also one that was recorded before the step was opened again: a new vote decides then.
  if (
    ballots.some(({ history }) => history.some(({ act, detail }) => act === 'done' && detail === ballot.id))
  )
    return null
  const left = ballots.filter((state) => !isFinished(state))
  const single = left.find((state) => state.item === null)
  if (single) return single
  const items = instance.items.filter((item) => left.some((state) => state.item === item.id))
  const item = itemFor(items, ballot.matter)
  return left.find((state) => state.item === item?.id) ?? null
}
