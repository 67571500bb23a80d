import type { Obligation } from '../../domain/cadence/obligation.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import type { ReminderRecord } from '../../domain/ports/index.ts'
import { escalationRef, meetingRef, periodRef, reminderViews, stepRef } from '../../domain/reminders/refs.ts'
import { stageWords } from '../../domain/reminders/stage-words.ts'
import { readWorkRef, type WorkKind } from '../../domain/work/reminders.ts'
import type { Ctx } from '../define/context.ts'

/** The duty of a period's reminder. */
export const obligationOf = (
  ctx: Ctx,
  { view, ref }: Pick<ReminderRecord, 'view' | 'ref'>,
): Obligation | undefined =>
  view === reminderViews.period
    ? ctx.catalogue.cadences.obligations.find(({ id }) => id === periodRef.read(ref).obligation)
    : undefined

/** What it reminds of, in words: duty, period and stage; the number of a case, never its content. */
export async function whatOf(ctx: Ctx, { view, ref }: ReminderRecord): Promise<string> {
  if (view === reminderViews.period) {
    const { obligation, period, stage } = periodRef.read(ref)
    const label = obligationOf(ctx, { view, ref })?.label ?? obligation
    return `${periodWords(period)}${label}　${stageWords(stage)}`
  }
  if (view === reminderViews.meeting) {
    const { meetingId, stage } = meetingRef.read(ref)
    const meeting = await ctx.unit.meetings.get(meetingId)
    return `会议${meeting?.number ?? ''}　${stageWords(stage)}`
  }
  if (view === reminderViews.step) {
    const { caseId, stage } = stepRef.read(ref)
    const found = await ctx.unit.processes.get(caseId)
    return `事项${found?.number ?? ''}　${stageWords(stage)}`
  }
  if (view === reminderViews.ballot) {
    const [ballotId = '', stage = ''] = ref.split('|')
    const ballot = await ctx.unit.ballots.get(ballotId)
    return `表决${ballot?.number ?? ''}　${Object.hasOwn(ballotStages, stage) ? ballotStages[stage] : stage}`
  }
  if (view === reminderViews.work) {
    const { what, stage } = readWorkRef(ref)
    return `${workWords[what] ?? '待办'}　${stageWords(stage)}`
  }
  return view === reminderViews.escalation ? `报送上级汇总　${escalationRef.read(ref).date}` : '提醒'
}

const ballotStages: Readonly<Record<string, string>> = { half: '时间过半', last: '临近截止', urged: '催投' }

/** Work that is no step of a case, by its kind alone: what it says is for whoever answers for it. */
const workWords: Readonly<Record<WorkKind, string>> = {
  notice: '公示期内的异议',
  rectification: '整改',
  task: '任务',
  instruction: '上级指示',
  suggestion: '合理化建议',
}
