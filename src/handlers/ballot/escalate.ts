import { draftedRuling } from '../../domain/approval/request-text.ts'
import { bindToStep } from '../../domain/cases/step-records.ts'
import type { Approval, Ballot } from '../../domain/ports/index.ts'
import { stepNamed } from '../../domain/process/index.ts'
import { chairSentence } from '../../domain/voting/near-tie-words.ts'
import { addresseeOf } from '../approval/addressee.ts'
import { submitRequest } from '../approval/new-request.ts'
import { requestOfStep } from '../approval/of-step.ts'
import type { Ctx } from '../define/context.ts'

/**
 * 报告上级，请求裁决 (党章 art. 17): the request to the superior, with the figures and nobody's name. Null where the branch has
 * no superior in the system: then it is asked by a paper of the branch's own.
 */
export async function askForRuling(ctx: Ctx, ballot: Ballot): Promise<Approval | null> {
  const branch = await ctx.unit.organisations.get(ballot.organisationId)
  if (!branch?.parentId || !ballot.verdict) return null
  const to = await addresseeOf(ctx, branch, undefined)
  const { matter, body } = draftedRuling({
    matter: ballot.matter,
    number: ballot.number,
    arithmetic: ballot.verdict.arithmetic,
    chair: chairSentence(ballot),
    branch: branch.name,
    addressee: to.name,
    date: ctx.today,
  })
  const request = await submitRequest(ctx, branch.id, { matter, body, to, about: null })
  await ctx.unit.ballots.setRuling(ballot.id, request.id)
  await bindToDispute(ctx, ballot, request)
  return request
}

/** The case whose ballot it was waits for the ruling: the request is what its step is done by. */
async function bindToDispute(ctx: Ctx, ballot: Ballot, request: Approval): Promise<void> {
  const record = await ctx.unit.stepRecords.of('ballot', ballot.id)
  const meeting = ballot.meetingId ? await ctx.unit.meetings.get(ballot.meetingId) : null
  const caseId = record?.caseId ?? meeting?.instanceId
  const found = caseId ? await ctx.unit.processes.get(caseId) : null
  const waits = found?.instance.steps.find(({ id, state }) => {
    const step = stepNamed(found.instance.template, id)
    return state === 'open' && step && requestOfStep.serves(step)
  })
  if (!found || !waits) return
  await bindToStep(
    ctx,
    { caseId: found.instance.id, step: waits.id, item: waits.item },
    { kind: 'approval', ref: request.id, label: request.number },
  )
}
