import { signInClick, signInConfirm, signInLeave } from '../../cards/meeting-actions.ts'
import { stampWords } from '../../cards/wording.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { may } from '../../domain/organisation/permissions.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, text } from '../arguments/index.ts'
import { restrictedText } from '../arguments/restricted.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { keepWrittenOpinion } from '../opinions/written-opinion.ts'
import { leadsMeeting, meetingNamed, meetingOf, refuseOver } from './find.ts'
import { recordReply } from './notice.ts'
import { type Presence, presenceOutputs, quorumOf, quorumStep } from './presence.ts'
import { completeStep } from './steps.ts'
import { signInView } from './views.ts'

/**
 * `/签到`: the secretary's or 组织委员's opens the sign-in card in the group; any other member's signs them in.
 */
export const signIn = defineCommand({
  name: '签到',
  summary: '开始会议签到，显示应到、实到和能否表决',
  example: '/签到 D2026-001',
  permission: 'attendance.sign',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'D' }))) },
  async run({ number }, ctx, { organisation }) {
    const meeting = await meetingNamed(ctx, organisation.id, number)
    refuseOver(meeting)
    const roles = await ctx.rolesIn(organisation.id)
    if (await checksPresence(ctx, meeting)) roles.add('self')
    if (!may(roles, 'attendance.open')) await sign(ctx, meeting)
    else if (ctx.chat.type === 'private') {
      const key = `signin:${meeting.id}:${ctx.now.toISOString()}`
      await postToGroup(ctx, organisation.id, {
        key,
        content: { view: signInView, ref: meeting.id },
        priority: 'reply',
      })
    }
    return { view: signInView, ref: meeting.id }
  },
})

/** Whether somebody leads the meeting, or has the step that checks who is there: the recorder of a staff assembly. */
async function checksPresence(ctx: Ctx, meeting: Meeting): Promise<boolean> {
  if (await leadsMeeting(ctx, meeting)) return true
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const step = found && quorumStep(found.instance)
  return found && step ? isOwn(ctx, found, step.id) : false
}

async function sign(ctx: Ctx, meeting: Meeting): Promise<void> {
  const me = ctx.me()
  if (!(await ctx.unit.attendance.signIn(meeting.id, me.id, me.id, ctx.now))) {
    const rows = await ctx.unit.attendance.ofMeeting(meeting.id)
    const at = rows.find((row) => row.memberId === me.id)?.signedInAt
    throw new Refusal('attendance/already', { at: at ? stampWords(at, ctx.zone) : '' })
  }
  ctx.unit.record({
    organisationId: meeting.organisationId,
    actorId: me.id,
    action: 'attendance.sign',
    object: meeting.id,
    facts: { number: meeting.number },
  })
  ctx.unit.touch(signInView, meeting.id)
  await correctPresence(ctx, meeting)
}

/** Presence was confirmed before and somebody came late: what the vote rests on is put right while it may be. */
async function correctPresence(ctx: Ctx, meeting: Meeting): Promise<void> {
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const step = found && quorumStep(found.instance)
  const state = found?.instance.steps.find((one) => one.id === step?.id)
  const quorum = found && (await quorumOf(ctx, meeting, found.instance))
  if (!found || !step || state?.state !== 'done' || !quorum) return
  const outputs = presenceOutputs(found.instance, quorum.met)
  if (Object.entries(outputs).every(([name, value]) => state.outputs[name] === value)) return
  await actOnCase(
    ctx,
    found.instance.id,
    { type: 'setOutputs', step: step.id, outputs },
    ctx.me().id,
    'of-the-caller',
  )
}

/** 签到 on the card. */
export const clickSignIn = defineAction(signInClick, async ({ meeting: id }, ctx) => {
  const meeting = await meetingOf(ctx, id)
  await ctx.allow('attendance.sign', meeting.organisationId)
  refuseOver(meeting)
  await sign(ctx, meeting)
  return { toast: '已签到' }
})

/** 请假 on the sign-in card. */
export const clickLeave = defineAction(signInLeave, async ({ meeting: id }, ctx, { form }) => {
  const meeting = await meetingOf(ctx, id)
  await ctx.allow('notice.reply', meeting.organisationId)
  refuseOver(meeting)
  await recordReply(ctx, meeting, 'leave', form.reason)
  return { toast: '已登记：请假' }
})

/** 确认 on the sign-in card: presence is checked and recorded, the ballot's gate opens or says what is missing. */
export const confirmPresence = defineAction(signInConfirm, async ({ meeting: id }, ctx) => {
  const meeting = await meetingOf(ctx, id)
  await ctx.allow('attendance.open', meeting.organisationId, await checksPresence(ctx, meeting))
  refuseOver(meeting)
  const found = meeting.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  const step = found && quorumStep(found.instance)
  if (!found || !step) throw new Refusal('card/not-ours', {})
  await completeStep(ctx, found, step.id)
  const quorum = await quorumOf(ctx, meeting, found.instance)
  return quorum && !quorum.met
    ? {
        toast: `已核对。${missingWords(quorum)}`,
        tone: 'warning',
      }
    : { toast: '已核对到会人数' }
})

/** What follows when too few are there: no vote, or no meeting. */
const missingWords = ({ need, present, gate }: Presence): string =>
  gate === 'quorum'
    ? `还差${need - present}人达到表决人数要求，表决事项须另行开会。`
    : `还差${need - present}人达到开会人数要求，会议不能召开，请改期。`

/** `/请假 D2026-001 原因=公出 书面意见=…`: a written opinion goes to the collator of the meeting's opinions, to nobody else. */
export const askLeave = defineCommand({
  name: '请假',
  summary: '对会议请假并说明原因',
  example: '/请假 D2026-001 原因=公出',
  permission: 'notice.reply',
  scope: 'branch-or-union',
  args: {
    number: optional(positional(caseNumber({ letter: 'D' }))),
    reason: keyed(text({ label: '原因', max: 200 })),
    opinion: optional(keyed(restrictedText({ label: '书面意见', max: 1000 }))),
  },
  async run({ number, reason, opinion }, ctx, { organisation }) {
    const meeting = await meetingNamed(ctx, organisation.id, number)
    refuseOver(meeting)
    await recordReply(ctx, meeting, 'leave', reason)
    if (opinion !== undefined) await keepWrittenOpinion(ctx, meeting, opinion)
    return { view: 'meeting.notice', ref: meeting.id }
  },
})
