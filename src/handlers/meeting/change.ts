import { meetingCancelConfirm } from '../../cards/meeting-actions.ts'
import { cancelMeetingCard, meetingNewsCard, rescheduledText } from '../../cards/meeting-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { timeWords } from '../../cards/wording.ts'
import { serveRequestsAgain } from '../../domain/approval/request-step.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { meetingWord } from '../../domain/meetings/kinds.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, dateTime, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { meetingNamed, meetingOf, refuseOver } from './find.ts'
import { type NamedMeeting, placeMeeting } from './place.ts'
import { noticeView } from './reading.ts'
import { checklistView, signInView } from './views.ts'

/** `/会议 改期 D2026-014 11月27日15:00 原因=书记出差`: open steps are planned anew, done ones keep their dates. */
export const rescheduleMeeting = defineCommand({
  name: '会议 改期',
  aliases: ['改期', '推迟会议'],
  summary: '改会议时间，未完成步骤的期限随之重排',
  example: '/会议 改期 D2026-001 12月28日15:00 原因=书记出差',
  permission: 'meeting.reschedule',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'D' })),
    when: positional(dateTime({ label: '时间' })),
    reason: keyed(text({ label: '原因', max: 200 })),
  },
  async run({ number, when, reason }, ctx, { organisation }) {
    const meeting = await meetingNamed(ctx, organisation.id, number)
    await ctx.allow('meeting.reschedule', organisation.id, meeting.createdBy === ctx.me().id)
    refuseOver(meeting)
    if (+meeting.startsAt === +when.at) throw new Refusal('meeting/same-time', { number: meeting.number })
    const placed = await placeMeeting(ctx, organisation, await namesOf(ctx, meeting, when.date))
    const { makeUpFor, attributedTo } = placed
    await ctx.unit.meetings.update(meeting.id, {
      startsAt: when.at,
      startsOn: when.date,
      makeUpFor,
      attributedTo,
    })
    await ctx.unit.attendance.forgetSignIns(meeting.id)
    if (meeting.instanceId) {
      const { found } = await actOnCase(
        ctx,
        meeting.instanceId,
        { type: 'reschedule', T: when.at, reason },
        ctx.me().id,
        'of-the-caller',
      )
      if (found.number === meeting.number) await ctx.unit.processes.save({ ...found, title: placed.title })
      await serveRequestsAgain(ctx, meeting.instanceId, ctx.me().id)
    }
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'meeting.reschedule',
      object: meeting.id,
      facts: { from: meeting.startsAt.toISOString(), to: when.at.toISOString() },
    })
    for (const view of [noticeView, signInView]) ctx.unit.touch(view, meeting.id)
    if (meeting.noticedAt) {
      const moved = { ...meeting, startsAt: when.at }
      const card = meetingNewsCard(moved, {
        title: `${meetingWord(meeting.kinds[0] ?? '')}改期`,
        text: rescheduledText(meeting.startsAt, when.at, reason, ctx.zone),
        tone: 'attention',
      })
      await postToGroup(ctx, organisation.id, {
        key: `meeting-moved:${meeting.id}:${when.at.toISOString()}:${ctx.now.toISOString()}`,
        content: { card },
        priority: 'reply',
      })
    }
    return { view: checklistView, ref: meeting.instanceId ?? '' }
  },
})

/** An arranged meeting as it would be named on another date: its tag must hold there, too. */
async function namesOf(ctx: Ctx, meeting: Meeting, date: string): Promise<NamedMeeting> {
  const [kind = '', form] = meeting.kinds
  const [groupId] = meeting.groups ?? []
  const group = groupId ? await ctx.unit.organisations.get(groupId) : null
  const label = meeting.makeUpFor ?? meeting.attributedTo
  return { kind, form, group: group?.name, date, serves: label ? parsePeriod(label) : undefined }
}

/** `/会议 取消 D2026-014`: asks for 确认 on a card. */
export const cancelMeeting = defineCommand({
  name: '会议 取消',
  aliases: ['取消会议'],
  summary: '取消会议，停止其提醒',
  example: '/会议 取消 D2026-001 原因=与上级会议冲突',
  permission: 'meeting.cancel',
  scope: 'branch-or-union',
  args: {
    number: positional(caseNumber({ letter: 'D' })),
    reason: optional(keyed(text({ label: '原因', max: 200 }))),
  },
  async run({ number, reason }, ctx, { organisation }) {
    const meeting = await meetingNamed(ctx, organisation.id, number)
    refuseOver(meeting)
    const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
    const convenedBy = found && found.number !== meeting.number ? found.number : null
    return { card: cancelMeetingCard(meeting, reason, ctx.zone, convenedBy) }
  },
})

/** 确认 on that card. */
export const confirmCancel = defineAction(meetingCancelConfirm, async (value, ctx, { form }) => {
  const meeting = await meetingOf(ctx, value.meeting)
  await ctx.allow('meeting.cancel', meeting.organisationId)
  refuseOver(meeting)
  const reason = (value.reason ?? form.reason ?? '').trim()
  if (reason === '') throw new Refusal('form/field', { label: '原因', sentence: '请填写取消会议的原因。' })
  await ctx.unit.meetings.update(meeting.id, { status: 'cancelled', reason })
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  // A meeting that a case convened is called off alone: the case goes on and is convened anew.
  const type = found?.number === meeting.number ? 'cancel' : 'unschedule'
  if (found) await actOnCase(ctx, found.instance.id, { type, reason }, ctx.me().id, 'of-the-caller')
  ctx.unit.record({
    organisationId: meeting.organisationId,
    actorId: ctx.me().id,
    action: 'meeting.cancel',
    object: meeting.id,
    facts: { number: meeting.number },
  })
  for (const view of [noticeView, signInView]) ctx.unit.touch(view, meeting.id)
  const text = `${timeWords(meeting.startsAt, ctx.zone)}的${meetingWord(meeting.kinds[0] ?? '')}取消。原因：${reason}。`
  if (meeting.noticedAt)
    await postToGroup(ctx, meeting.organisationId, {
      key: `meeting-cancelled:${meeting.id}`,
      content: { card: meetingNewsCard(meeting, { title: '会议取消', text, tone: 'danger' }) },
      priority: 'reply',
    })
  return { toast: '已取消', card: noteCard(`已取消：${meeting.number}`, text, 'neutral') }
})
