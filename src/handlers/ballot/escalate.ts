import { draftedRuling, writtenRequest } from '../../domain/approval/request-text.ts'
import { bindToStep } from '../../domain/cases/step-records.ts'
import type { Approval, Ballot } from '../../domain/ports/index.ts'
import { stepNamed } from '../../domain/process/index.ts'
import { chairSentence } from '../../domain/voting/near-tie-words.ts'
import { addresseeOf } from '../approval/addressee.ts'
import { submitRequest } from '../approval/new-request.ts'
import { requestOfStep, rulingAsked } from '../approval/of-step.ts'
import type { Ctx } from '../define/context.ts'
import type { StepAtHand } from '../define/step-feature.ts'

/**
 * 报告上级，请求裁决 (党章 art. 17): the request to the superior, with the figures and nobody's name. Null where the branch has
 * no superior in the system: then it is asked by a paper of the branch's own.
 */
export async function askForRuling(ctx: Ctx, ballot: Ballot): Promise<Approval | null> {
  const branch = await ctx.unit.organisations.get(ballot.organisationId)
  if (!branch?.parentId || !ballot.verdict) return null
  const to = await addresseeOf(ctx, branch, undefined)
  const waits = await disputeStepOf(ctx, ballot)
  const request = await submitRequest(ctx, branch.id, {
    ...requestFor(ctx, ballot, waits, { branch: branch.name, addressee: to.name }),
    to,
    about: null,
  })
  await ctx.unit.ballots.setRuling(ballot.id, request.id)
  if (waits)
    await bindToStep(
      ctx,
      { caseId: waits.found.instance.id, step: waits.step.id, item: waits.item },
      { kind: 'approval', ref: request.id, label: request.number },
    )
  return request
}

/** What is asked: of a resolution that is discussed again whether it stands, otherwise how the dispute is to be decided. */
function requestFor(
  ctx: Ctx,
  ballot: Ballot,
  waits: StepAtHand | null,
  names: { branch: string; addressee: string },
): { matter: string; body: string } {
  const { matter, number, verdict } = ballot
  const facts = { ...names, date: ctx.today }
  const chair = chairSentence(ballot)
  if (waits?.step.config.rules_resolution !== true)
    return draftedRuling({ ...facts, matter, number, chair, arithmetic: verdict?.arithmetic ?? '' })
  const asked = rulingAsked(waits)
  return {
    matter: asked.matter,
    body: writtenRequest({ ...facts, matter: asked.matter, attachments: [] }, `${chair}${asked.body}`),
  }
}

/** The step of the ballot's case that waits for the ruling: the request is what it is done by. */
async function disputeStepOf(ctx: Ctx, ballot: Ballot): Promise<StepAtHand | null> {
  const record = await ctx.unit.stepRecords.of('ballot', ballot.id)
  const meeting = ballot.meetingId ? await ctx.unit.meetings.get(ballot.meetingId) : null
  const caseId = record?.caseId ?? meeting?.instanceId
  const found = caseId ? await ctx.unit.processes.get(caseId) : null
  for (const { id, item, state } of found?.instance.steps ?? []) {
    const step = found && stepNamed(found.instance.template, id)
    if (found && step && state === 'open' && requestOfStep.serves(step))
      return { found, step, item, title: found.title }
  }
  return null
}
