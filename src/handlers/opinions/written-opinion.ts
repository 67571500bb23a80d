import { opinionKeptCard } from '../../cards/opinion-cards.ts'
import { typedOpinion } from '../../domain/opinions/content.ts'
import type { Meeting, OpinionCall } from '../../domain/ports/index.ts'
import type { Ctx } from '../define/context.ts'
import { deadlineOf, recordOpening, stepOf, usualCollator } from './open-call.ts'
import { keepOpinion } from './submit.ts'

/**
 * Keeps what a member who cannot come writes on the matters of a meeting: a named opinion in the meeting's call to the
 * absent, which is opened quietly where there is none. The collator alone reads it; its author is told in private.
 */
export async function keepWrittenOpinion(ctx: Ctx, meeting: Meeting, text: string): Promise<void> {
  const content = typedOpinion(text, '书面意见')
  const call = (await openCallOf(ctx, meeting)) ?? (await openQuietly(ctx, meeting))
  await keepOpinion(ctx, call, { content, none: false, anonymous: false })
  ctx.unit.send({
    key: `written-opinion:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: ctx.me().id },
    content: {
      card: opinionKeptCard({
        number: call.number,
        text: `对会议 ${meeting.number} 的书面意见已收下，只有归纳人能看到。再次提交以最后一次为准。`,
        inGroup: ctx.chat.type === 'group',
      }),
    },
    priority: 'reply',
  })
}

/** The call to the meeting's absent members that still listens. */
async function openCallOf(ctx: Ctx, { id, organisationId }: Meeting): Promise<OpinionCall | undefined> {
  const open = await ctx.unit.opinions.openCalls(organisationId)
  return open.find((call) => call.meetingId === id && call.audience === 'absent' && call.deadline > ctx.now)
}

async function openQuietly(ctx: Ctx, meeting: Meeting): Promise<OpinionCall> {
  const call: OpinionCall = {
    id: ctx.unit.newId(),
    organisationId: meeting.organisationId,
    meetingId: meeting.id,
    step: await stepOf(ctx, meeting),
    number: await ctx.unit.nextNumber(meeting.organisationId, 'Y', Number(ctx.today.slice(0, 4))),
    topic: `不能到会党员的书面意见（${meeting.number}）`,
    audience: 'absent',
    naming: 'named',
    questions: [],
    collatorId: await usualCollator(ctx, meeting.organisationId),
    deadline: deadlineOf(ctx, undefined, meeting),
    state: 'open',
    summary: null,
    feedback: null,
    feedbackAt: null,
    reportId: null,
    openedBy: ctx.me().id,
    openedAt: ctx.now,
  }
  await ctx.unit.opinions.insertCall(call)
  recordOpening(ctx, call)
  return call
}
