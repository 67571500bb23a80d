import { layoutsDrafted } from '../../domain/documents/plan-drafts.ts'
import { subjectOfBallot } from '../../domain/documents/subjects.ts'
import type { Ballot, ProcessCase } from '../../domain/ports/index.ts'
import { type StepState, stepNamed } from '../../domain/process/index.ts'
import { awaitsChair } from '../../domain/voting/count-ballot.ts'
import { afterElection } from '../../domain/voting/follow-up.ts'
import type { Base } from '../define/context.ts'

/** The documents that were drafted from a closed ballot or from its meeting. */
export async function papersOfBallot({ unit, catalogue }: Base, ballot: Ballot) {
  if (!ballot.verdict) return []
  const subject = ballot.meetingId === null ? 'ballot' : 'meeting'
  const found = []
  for (const { id: kind, label } of layoutsDrafted(catalogue, 'ballot_closed', subject)) {
    const document = await unit.documents.of(subject, ballot.meetingId ?? ballot.id, kind)
    if (document) found.push({ kind, label, final: document.state === 'final' })
  }
  return found
}

/** What follows from a closed ballot, in words: a request, a task, the next steps of its case or election. */
export async function followUpsOfBallot(ctx: Base, ballot: Ballot): Promise<string[]> {
  const { unit } = ctx
  if (!ballot.verdict || awaitsChair(ballot)) return []
  const request = ballot.rulingId ? await unit.approvals.get(ballot.rulingId) : null
  const election = ballot.electionId ? await unit.elections.get(ballot.electionId) : null
  return [
    ...(request ? [`请示 ${request.number}，等待上级裁决`] : []),
    ...(await tasksOf(ctx, ballot)),
    ...(await stepsAfter(ctx, ballot)),
    ...(election ? [`选举 ${election.number}：${afterElection(ballot.verdict.outcome)}`] : []),
  ]
}

async function tasksOf({ unit }: Base, ballot: Ballot): Promise<string[]> {
  const tasks = await unit.tasks.ofOrigin(ballot.id)
  const owners = await unit.rosters.members(tasks.flatMap(({ ownerId }) => ownerId ?? []))
  return tasks.map(({ number, label, ownerId, dueOn, state }) => {
    const owner = owners.find((one) => one.id === ownerId)?.name ?? ''
    return `${label}（任务 ${number}，${owner}，${state === 'done' ? '已办结' : `${dueOn}前`}）`
  })
}

/** The case that the ballot decided a step of: cases that follow from the step, and the steps that rest on it. */
async function stepsAfter({ unit }: Base, ballot: Ballot): Promise<string[]> {
  const { instanceId } = await subjectOfBallot(unit, ballot)
  const found = instanceId ? await unit.processes.get(instanceId) : null
  const decided = found && (await decidedStep({ unit }, found, ballot))
  if (!found || !decided) return []
  const { template, steps } = found.instance
  const children = await unit.processes.children(found.instance.id)
  const next = steps.filter(
    (one) =>
      stepNamed(template, one.id)?.after.includes(decided.id) &&
      (one.item === null || one.item === decided.item) &&
      one.state !== 'skipped',
  )
  return [
    ...children
      .filter(({ parent }) => parent?.step === decided.id && parent.item === decided.item)
      .map(({ number, title }) => `${title}（${number}）`),
    ...next.map(({ id, due }) => {
      const label = stepNamed(template, id)?.label ?? id
      return `${found.number} ${label}${due ? `（${due.date}前）` : ''}`
    }),
  ]
}

async function decidedStep(
  { unit }: Pick<Base, 'unit'>,
  { instance }: ProcessCase,
  ballot: Ballot,
): Promise<StepState | null> {
  const record = await unit.stepRecords.of('ballot', ballot.id)
  return (
    instance.steps.find((one) => one.record === ballot.id) ??
    instance.steps.find((one) => one.id === record?.step && one.item === record.item) ??
    null
  )
}
