import {
  type DutyValue,
  reminderArrange,
  reminderBackfill,
  reminderChecklist,
  reminderExempt,
  reminderProgress,
  reminderRegister,
} from '../../cards/reminder-actions.ts'
import { stateWords } from '../../domain/cadence/duty-wording.ts'
import { dutyWords } from '../../domain/cadence/overrides.ts'
import type { CadenceStatus } from '../../domain/cadence/status-words.ts'
import { meetingWord } from '../../domain/meetings/kinds.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Content } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { showProgress } from '../cadence/progress.ts'
import { caseOf } from '../cases/find-case.ts'
import { type ActionHandler, defineAction } from '../define/action.ts'
import type { Command } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { openForm } from '../define/open-form.ts'
import { checklistView } from '../meeting/views.ts'
import { type Duty, findDuty } from './duty.ts'

/** The buttons of reminder cards that open a form: they open it filled in, and ask first who may send it. */
export function formButtons(all: () => readonly Command[]): ActionHandler[] {
  const opens = (
    action: typeof reminderArrange,
    command: string,
    known: (duty: Duty) => Record<string, string>,
    settled: readonly CadenceStatus[] = [],
  ) =>
    defineAction(action, async (value, ctx) => {
      const duty = await dutyOf(ctx, value)
      const found = all().find(({ name }) => name === command)
      if (!found) throw new Refusal('card/not-readable', {})
      const place = await placeOf(ctx, duty.organisation, found)
      await ctx.allow(found.permission, place.id, found.selfMay({}))
      const group = duty.organisation.kind === 'group' ? { 党小组: duty.organisation.name } : {}
      if (duty.state && settled.includes(duty.state.status)) return answerState(ctx, duty)
      answer(ctx, { card: await openForm(found, ctx, place, { ...known(duty), ...group }) })
      return { toast: '表单已发给您' }
    })
  const kindOf = ({ obligation }: Duty) => meetingWord(obligation.id)
  return [
    opens(reminderArrange, '会议 新建', (duty) => ({ 类型: kindOf(duty), ...makeUpOf(duty) }), [
      ...nothingToDo,
      'scheduled',
    ]),
    opens(reminderBackfill, '会议 补录', (duty) => ({ 类型: kindOf(duty), ...makeUpOf(duty) }), nothingToDo),
    opens(
      reminderRegister,
      '登记',
      (duty) => ({ 事项: kindOf(duty), 所属期: duty.period.label }),
      nothingToDo,
    ),
    opens(reminderExempt, '免开 登记', (duty) => ({
      类型: kindOf(duty),
      事项: kindOf(duty),
      周期: duty.period.label,
      时段: duty.period.label,
    })),
  ]
}

/** States in which an old card asks for something that nobody has to do any more. */
const nothingToDo: readonly CadenceStatus[] = [
  'done',
  'late_done',
  'exempt',
  'not_required',
  'not_applicable',
]

/** A card that time has overtaken: says how things stand, and sends the progress as it is now. */
async function answerState(ctx: Ctx, { organisation, obligation, period, state }: Duty) {
  await sendProgress(ctx, organisation)
  const status = state ? stateWords(state.status, obligation.wording).label : ''
  return {
    toast: `${dutyWords(obligation, period.label)}现为“${status}”，最新进度已发给您`,
    tone: 'info' as const,
  }
}

/** The progress of an organisation, to whoever pressed. */
async function sendProgress(ctx: Ctx, found: Organisation): Promise<void> {
  const organisation = await placeOf(ctx, found, showProgress)
  await ctx.allow(showProgress.permission, organisation.id)
  const reply = await showProgress.run({}, ctx, { organisation, looked: undefined })
  answer(ctx, 'card' in reply ? { card: reply.card } : { view: reply.view, ref: reply.ref })
}

/** A meeting for a period that is over is its make-up. */
const makeUpOf = ({ period, state }: Duty): Record<string, string> =>
  state?.status === 'overdue' ? { 补开: period.label } : {}

async function dutyOf(ctx: Ctx, value: DutyValue): Promise<Duty> {
  const duty = await findDuty(ctx, value)
  if (!duty) throw new Refusal('card/not-ours', {})
  return duty
}

/** Commands of a group's meetings are given in its branch. */
async function placeOf(ctx: Ctx, organisation: Organisation, command: Command): Promise<Organisation> {
  const works = command.scope === 'organisation' || command.scope.includes(organisation.kind)
  if (works || !organisation.parentId) return organisation
  return (await ctx.unit.organisations.get(organisation.parentId)) ?? organisation
}

/** Sends what a button asked for to whoever pressed it. */
export function answer(ctx: Ctx, content: Content): void {
  ctx.unit.send({
    key: `reply:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: ctx.me().id },
    content,
    priority: 'reply',
  })
}

/** 查看本季度进度. */
export const clickProgress = defineAction(reminderProgress, async ({ organisation: id }, ctx) => {
  const found = await ctx.unit.organisations.get(id)
  if (!found) throw new Refusal('card/not-ours', {})
  await sendProgress(ctx, found)
  return { toast: '进度已发给您' }
})

/** 打开清单. */
export const clickChecklist = defineAction(reminderChecklist, async ({ case: id }, ctx) => {
  const found = await caseOf(ctx, id)
  await ctx.allow('meeting.show', found.organisationId)
  answer(ctx, { view: checklistView, ref: id })
  return { toast: '清单已发给您' }
})
