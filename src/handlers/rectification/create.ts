import { rectificationLimits } from '../../cards/rectification-cards.ts'
import type { Rectification } from '../../domain/ports/index.ts'
import { rectificationView, remindOfItem } from '../../domain/rectification/reminding.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, caseStep, dateOnly, longText, member, text } from '../arguments/index.ts'
import { unrepeated } from '../arguments/restricted.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { rectificationOfStep } from './of-step.ts'

/** `/整改 新建 <问题> 措施= 责任人= 期限=`: one problem, one measure, one owner, one day. Its owner is told privately. */
export const createRectification = defineCommand({
  name: '整改 新建',
  aliases: ['新建整改'],
  summary: '登记整改事项：问题、措施、责任人、期限',
  example: '/整改 新建 学习记录不完整 措施=补齐全年学习记录 责任人=李四 期限=12月20日 来源=民主生活会',
  permission: 'rectification.create',
  scope: 'branch-or-union',
  args: {
    problem: positional(unrepeated(longText({ label: '问题', max: rectificationLimits.problem }))),
    measure: keyed(longText({ label: '措施', max: rectificationLimits.measure })),
    owner: keyed(member({ label: '责任人' })),
    due: keyed(dateOnly({ label: '期限', keys: ['办结'] })),
    origin: optional(keyed(text({ label: '来源', max: rectificationLimits.origin }))),
    forStep: optional(keyed(caseStep(rectificationOfStep.serves))),
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
  },
  async run(given, ctx, { organisation }) {
    if (given.due < ctx.today)
      throw new Refusal('form/field', { label: '期限', sentence: '期限不能早于今天，请改为今后的日期。' })
    const meeting = given.meeting ? await ctx.unit.meetings.byNumber(organisation.id, given.meeting) : null
    if (given.meeting && !meeting) throw new Refusal('case/unknown', { number: given.meeting, what: '会议' })
    const item = await addRectification(ctx, {
      organisationId: organisation.id,
      problem: given.problem,
      origin: given.origin ?? null,
      measure: given.measure,
      ownerId: given.owner.memberId,
      dueOn: given.due,
      meetingId: meeting?.id ?? null,
      caseId: given.forStep?.link.caseId ?? meeting?.instanceId ?? null,
      step: given.forStep?.link.step ?? null,
    })
    return { view: rectificationView, ref: item.id, privately: true }
  },
})

/** What an item is made of; its number, state and author follow from the act. */
export type NewRectification = Pick<
  Rectification,
  'organisationId' | 'problem' | 'origin' | 'measure' | 'ownerId' | 'dueOn' | 'meetingId' | 'caseId' | 'step'
>

/** Adds an item to the ledger: numbered, its owner told and reminded. */
export async function addRectification(ctx: Ctx, given: NewRectification): Promise<Rectification> {
  const item: Rectification = {
    ...given,
    id: ctx.unit.newId(),
    number: await ctx.unit.nextNumber(given.organisationId, 'Z', Number(ctx.today.slice(0, 4))),
    state: 'doing',
    createdBy: ctx.me().id,
    createdAt: ctx.now,
    acceptedBy: null,
    acceptedAt: null,
  }
  await ctx.unit.rectifications.insert(item)
  ctx.unit.record({
    organisationId: item.organisationId,
    actorId: ctx.me().id,
    action: 'rectification.create',
    object: item.id,
    facts: { number: item.number, owner: item.ownerId, due: item.dueOn, meeting: item.meetingId },
  })
  await remindOfItem(ctx, item)
  await tellOwner(ctx, item, 'new')
  return item
}

/** Sends the item to its owner alone, unless the owner is the one who acts. */
export async function tellOwner(ctx: Ctx, item: Rectification, occasion: string): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(item.organisationId)
  if (!chat || item.ownerId === ctx.me().id) return
  ctx.unit.send({
    key: `rectification:${item.id}:${occasion}:${item.ownerId}`,
    kind: 'news',
    platform: chat.platform,
    recipient: { memberId: item.ownerId },
    content: { view: rectificationView, ref: item.id },
    priority: 'duty',
  })
}
