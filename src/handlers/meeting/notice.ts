import { noticeReply } from '../../cards/meeting-actions.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { expectedAt } from '../../domain/meetings/attendees.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { isFinished, type StepTemplate, stepNamed } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, choice } from '../arguments/index.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand, type Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { leadsMeeting, meetingNamed, meetingOf, refuseOver } from './find.ts'
import { noticeView } from './reading.ts'
import { resolutionsView } from './views.ts'

/** How a notice reaches people: in the group, each of them in private, or both. */
const ways = { 群: 'group', 群内: 'group', 私聊: 'private', 逐人: 'private', 群和私聊: 'both' } as const

/**
 * `/通知 D2026-001 [方式=私聊]`: posts the notice to the branch's group, or to each who should attend, and records the step. A
 * second time it is posted again.
 */
export const sendNotice = defineCommand({
  name: '通知',
  aliases: ['发通知'],
  summary: '向支部群发会议通知，收集参加、请假和已读；会后公布通过的决议',
  example: '/通知 D2026-001',
  permission: 'notice.send',
  scope: 'branch-or-union',
  args: {
    number: optional(positional(caseNumber({ letter: 'D' }))),
    way: optional(keyed(choice({ label: '方式', words: ways }))),
  },
  async run({ number, way = 'group' }, ctx, { organisation }) {
    const meeting = await meetingNamed(ctx, organisation.id, number)
    const own = (await leadsMeeting(ctx, meeting)) || (await ownNotice(ctx, meeting))
    await ctx.allow('notice.send', organisation.id, own)
    if (meeting.status === 'held') return publishResolutions(ctx, meeting)
    refuseOver(meeting)
    await recordNotice(ctx, meeting)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'notice.send',
      object: meeting.id,
      facts: { number: meeting.number, again: meeting.noticedAt !== null, way },
    })
    if (way !== 'group') {
      const told = await noticeToEach(ctx, meeting)
      if (way === 'private')
        return {
          card: noteCard(
            '会议通知已发送',
            `${meeting.number} 的通知已私聊发给${told}人，参加、请假和已读会汇总到清单。`,
            'success',
          ),
        }
    }
    if (ctx.chat.type === 'group') return { view: noticeView, ref: meeting.id }
    const key = `notice:${meeting.id}:${ctx.now.toISOString()}`
    await postToGroup(ctx, organisation.id, {
      key,
      content: { view: noticeView, ref: meeting.id },
      priority: 'reply',
    })
    return { view: noticeView, ref: meeting.id }
  },
})

/** Whether the notice is the actor's own step: of the preparation group's leader, for instance. */
async function ownNotice(ctx: Ctx, { instanceId }: Meeting): Promise<boolean> {
  const found = instanceId ? await ctx.unit.processes.get(instanceId) : null
  const step = found?.instance.template.steps.find(invites)
  return found && step ? isOwn(ctx, found, step.id) : false
}

/** The notice to each who should attend, in private; answers to how many. */
async function noticeToEach(ctx: Ctx, meeting: Meeting): Promise<number> {
  const people = await expectedAt(ctx.unit, meeting, ctx.catalogue.cadences.obligations, ctx.today)
  for (const { memberId } of people)
    ctx.unit.send({
      key: `notice:${meeting.id}:${memberId}:${ctx.now.toISOString()}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { memberId },
      content: { view: noticeView, ref: meeting.id },
      priority: 'duty',
    })
  return people.length
}

/** Whether a step sends the invitation to the meeting. */
const invites = ({ config }: StepTemplate): boolean => config.doc === 'meeting_notice'

async function recordNotice(ctx: Ctx, meeting: Meeting): Promise<void> {
  if (!meeting.noticedAt) await ctx.unit.meetings.update(meeting.id, { noticedAt: ctx.now })
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const notices = found?.instance.template.steps.filter(({ kind }) => kind === 'notice') ?? []
  const step =
    notices.find(invites) ?? notices.find(({ phase }) => phase === found?.instance.template.phases[0])
  const state = found?.instance.steps.find((one) => one.id === step?.id)
  if (!found || !step || !state || isFinished(state)) return
  await actOnCase(
    ctx,
    found.instance.id,
    { type: 'complete', step: step.id, record: { kind: 'notice', ref: meeting.id } },
    ctx.me().id,
    'of-the-caller',
  )
}

/** After the meeting: its adopted resolutions are published to the group, which completes the step of the case. */
async function publishResolutions(ctx: Ctx, meeting: Meeting): Promise<Reply> {
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const open = found?.instance.steps.find(
    (state) => state.state === 'open' && stepNamed(found.instance.template, state.id)?.kind === 'notice',
  )
  if (!found || !open) throw new Refusal('meeting/nothing-to-publish', { number: meeting.number })
  await actOnCase(
    ctx,
    found.instance.id,
    { type: 'complete', step: open.id, record: { kind: 'notice', ref: meeting.id } },
    ctx.me().id,
    'of-the-caller',
  )
  ctx.unit.record({
    organisationId: meeting.organisationId,
    actorId: ctx.me().id,
    action: 'resolutions.publish',
    object: meeting.id,
    facts: { number: meeting.number },
  })
  const content = { view: resolutionsView, ref: meeting.id }
  if (ctx.chat.type !== 'group')
    await postToGroup(ctx, meeting.organisationId, {
      key: `resolutions:${meeting.id}`,
      content,
      priority: 'reply',
    })
  return content
}

/** 参加 or 请假 on the notice; may be changed until the meeting is over. */
export const replyToNotice = defineAction(noticeReply, async ({ meeting: id, reply }, ctx, { form }) => {
  const meeting = await meetingOf(ctx, id)
  await ctx.allow('notice.reply', meeting.organisationId)
  refuseOver(meeting)
  await recordReply(ctx, meeting, reply, form.reason)
  return { toast: reply === 'attend' ? '已登记：参加' : '已登记：请假' }
})

/** Notes a reply, with its audit entry, and refreshes what shows it. */
export async function recordReply(
  ctx: Ctx,
  meeting: Meeting,
  reply: 'attend' | 'leave',
  reason: string | undefined,
): Promise<void> {
  const given = reason?.trim() ?? ''
  await ctx.unit.attendance.reply(
    meeting.id,
    ctx.me().id,
    reply,
    reply === 'leave' ? given || '未说明' : null,
    ctx.now,
  )
  ctx.unit.record({
    organisationId: meeting.organisationId,
    actorId: ctx.me().id,
    action: 'notice.reply',
    object: meeting.id,
    facts: { reply },
  })
  ctx.unit.touch(noticeView, meeting.id)
  ctx.unit.touch('meeting.signin', meeting.id)
  if (meeting.instanceId) ctx.unit.touch('case.checklist', meeting.instanceId)
}
