import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { subjectOfBallot } from '../documents/subjects.ts'
import type { Ballot, Resolution, Task } from '../ports/index.ts'
import { remindOfTask } from '../work/tasks.ts'
import type { Outcome } from './verdict.ts'

/** Within so many working days the follow-up of a ballot that belongs to no case is due. */
const withinWorkingDays = 5

/** What an outcome asks for afterwards. Without an entry it is recorded and leads to nothing. */
const followUps: Partial<Record<Outcome, (matter: string, resolution: Resolution | null) => string | null>> =
  {
    passed: (matter, resolution) => resolution && `落实决议 ${resolution.number}：${matter}`,
    no_quorum: (matter) => `到会人数不足，另行召集后表决：${matter}`,
    void: (matter) => `表决无效，重新组织表决：${matter}`,
    escalated: (matter) => `将争论情况书面报告上级，请求裁决：${matter}`,
    deferred: (matter) => `进一步调查研究、交换意见，下次会议再表决：${matter}`,
  }

const electionFollowUps: Partial<Record<Outcome, string>> = {
  elected: '将选举结果报上级批准',
  partially_elected: '当选人数不足，就未选出的名额另行选举',
  runoff: '得票相等，就这些人选再次投票',
}

/** What follows from the vote of an election, whatever is done about it later. */
export const afterElection = (outcome: Outcome): string => electionFollowUps[outcome] ?? '重新组织投票'

/**
 * Creates what follows from a counted ballot, once: a task of whoever opened it, due in five working days. The ballot of a
 * case needs none, its steps say what follows; nor does that of an election, which goes on by itself.
 */
export async function followUp(ctx: CaseContext, ballot: Ballot): Promise<Task | null> {
  const { unit, now, zone, catalogue } = ctx
  if (!ballot.verdict || ballot.electionId !== null) return null
  if ((await subjectOfBallot(unit, ballot)).instanceId !== null) return null
  const organisation = await unit.organisations.get(ballot.organisationId)
  // A superior in the system is asked at once, by a request.
  if (ballot.verdict.outcome === 'escalated' && organisation?.parentId) return null
  const resolution = await unit.resolutions.ofBallot(ballot.id)
  const label = followUps[ballot.verdict.outcome]?.(ballot.matter, resolution)
  if (!label) return null
  const today = localDate(now, zone)
  const task: Task = {
    id: unit.newId(),
    organisationId: ballot.organisationId,
    number: await unit.nextNumber(ballot.organisationId, 'T', Number(today.slice(0, 4))),
    label,
    origin: 'ballot',
    originId: ballot.id,
    originNumber: ballot.number,
    ownerId: ballot.openedBy,
    dueOn: catalogue.calendar.addWorkingDays(today, withinWorkingDays),
    state: 'open',
    result: null,
    doneBy: null,
    doneAt: null,
    createdAt: now,
  }
  await unit.tasks.insert(task)
  await remindOfTask(ctx, task)
  return task
}
