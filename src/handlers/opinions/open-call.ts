import { mostQuestions } from '../../cards/opinion-cards.ts'
import { isRestricted } from '../../domain/cases/case-people.ts'
import { bindToStep } from '../../domain/cases/step-records.ts'
import { opinionStepOf } from '../../domain/opinions/call-step.ts'
import { longestDays, usualDeadline } from '../../domain/opinions/deadline.ts'
import { opinionViews } from '../../domain/opinions/words.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import type { Meeting, OpinionCall } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, caseStep, choice, list, member, text } from '../arguments/index.ts'
import { isOwn } from '../cases/step-at-hand.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { deadline } from './arguments.ts'
import { callOfStep } from './of-step.ts'

/** `/意见 发起 <主题>`: posts the card to the branch's group. Opinions are heard, not counted: it decides nothing. */
export const openCall = defineCommand({
  name: '意见 发起',
  aliases: ['征求意见', '发起征求意见'],
  summary: '就一个主题征求意见，由归纳人归纳后反馈班子成员',
  example: '/意见 发起 2027年工作计划 范围=党员 匿名=自愿 截止=周五',
  permission: 'opinion.open',
  scope: 'branch-or-union',
  args: {
    topic: positional(text({ label: '主题', max: 60 })),
    audience: optional(
      keyed(
        choice({
          label: '范围',
          words: { 党员: 'members', 支委: 'committee', 缺席党员: 'absent', 职工: 'staff' },
        }),
      ),
    ),
    until: optional(keyed(deadline('截止'))),
    naming: optional(
      keyed(
        choice({
          label: '匿名',
          words: { 自愿: 'optional', 是: 'anonymous', 否: 'named', 匿名: 'anonymous', 署名: 'named' },
        }),
      ),
    ),
    questions: optional(keyed(list({ label: '问题', max: mostQuestions, maxLength: 100 }))),
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    collator: optional(keyed(member({ label: '归纳人' }))),
    forStep: optional(keyed(caseStep(callOfStep.serves))),
  },
  async run(given, ctx, { organisation }) {
    const own = given.forStep && (await isOwn(ctx, given.forStep.found, given.forStep.step.id))
    await ctx.allow('opinion.open', organisation.id, own)
    if (given.forStep && isRestricted(given.forStep.found.instance.template))
      throw new Refusal('opinions/restricted', { number: given.forStep.found.number })
    const meeting = await meetingNumbered(ctx, organisation.id, given.meeting)
    const audience = given.audience ?? 'members'
    if (audience === 'absent' && !meeting) throw new Refusal('opinions/absent-of-what', {})
    const call: OpinionCall = {
      id: ctx.unit.newId(),
      organisationId: organisation.id,
      meetingId: meeting?.id ?? null,
      step: await stepOf(ctx, meeting),
      number: await ctx.unit.nextNumber(organisation.id, 'Y', Number(ctx.today.slice(0, 4))),
      topic: given.topic,
      audience,
      naming: given.naming ?? 'optional',
      questions: given.questions ?? [],
      collatorId: given.collator?.memberId ?? (await usualCollator(ctx, organisation.id)),
      deadline: deadlineOf(ctx, given.until, meeting),
      state: 'open',
      summary: null,
      feedback: null,
      feedbackAt: null,
      reportId: null,
      openedBy: ctx.me().id,
      openedAt: ctx.now,
    }
    await ctx.unit.opinions.insertCall(call)
    if (given.forStep)
      await bindToStep(ctx, given.forStep.link, { kind: 'opinions', ref: call.id, label: call.number })
    recordOpening(ctx, call)
    const content = { view: opinionViews.call, ref: call.id }
    if (audience === 'staff')
      for (const union of await ctx.unit.organisations.children(organisation.id, 'union'))
        await postToGroup(ctx, union.id, {
          key: `opinions:${call.id}:${union.id}`,
          content,
          priority: 'reply',
        })
    if (ctx.chat.type !== 'group')
      await postToGroup(ctx, organisation.id, { key: `opinions:${call.id}`, content, priority: 'reply' })
    return content
  },
})

/** The entry of a call's opening. */
export const recordOpening = (ctx: Ctx, call: OpinionCall): void =>
  ctx.unit.record({
    organisationId: call.organisationId,
    actorId: ctx.me().id,
    action: 'opinions.open',
    object: call.id,
    facts: {
      number: call.number,
      audience: call.audience,
      naming: call.naming,
      collator: call.collatorId,
      meeting: call.meetingId,
      deadline: call.deadline.toISOString(),
    },
  })

async function meetingNumbered(
  ctx: Ctx,
  organisationId: string,
  number: string | undefined,
): Promise<Meeting | null> {
  if (number === undefined) return null
  const found = await ctx.unit.meetings.byNumber(organisationId, number)
  if (!found) throw new Refusal('case/unknown', { number, what: '会议' })
  if (found.status === 'cancelled') throw new Refusal('meeting/cancelled', { number: found.number })
  return found
}

/** The step of the meeting's case that a call for opinions serves; null where it hears none. */
export async function stepOf(ctx: Ctx, meeting: Meeting | null): Promise<string | null> {
  const found = meeting?.instanceId ? await ctx.unit.processes.get(meeting.instanceId) : null
  return found && opinionStepOf(found.instance, ctx.now)
}

/** The 组织委员, or the secretary where that office is vacant; the opener where nobody holds either. */
export async function usualCollator(ctx: Ctx, organisationId: string): Promise<string> {
  const [first] = holdersOf(await ctx.unit.rosters.roster(organisationId, ctx.today), 'collator')
  return first ?? ctx.me().id
}

/** Until when opinions are heard: as given, or as usual before the meeting. Refuses what lies too far ahead. */
export function deadlineOf(ctx: Ctx, given: { at: Date } | undefined, meeting: Meeting | null): Date {
  const { now, zone } = ctx
  const at =
    given?.at ??
    usualDeadline({ now, zone, calendar: ctx.catalogue.calendar, meetingAt: meeting?.startsAt ?? null })
  if (+at - +now > longestDays * 86_400_000)
    throw new Refusal('opinions/deadline-too-far', { days: longestDays })
  return at
}
