import { opinionCollate } from '../../cards/opinion-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { closeOpinions, collateCall, currentCollator } from '../../domain/opinions/close-opinions.ts'
import { typedOpinion } from '../../domain/opinions/content.ts'
import { collationRef, opinionViews } from '../../domain/opinions/words.ts'
import { holdersOf } from '../../domain/organisation/responsible.ts'
import type { OpinionCall } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand, type Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { callNumbered, callOfButton, onlyCollator } from './find-call.ts'

/** `/意见 汇总 [编号]`: the raw opinions, to the collator alone; the summary, once there is one, to the committee. */
export const collateOpinions = defineCommand({
  name: '意见 汇总',
  aliases: ['意见汇总'],
  summary: '查看和归纳意见（仅归纳人；归纳后班子成员可看汇总）',
  example: '/意见 汇总 Y2026-001',
  permission: 'opinion.collate',
  scope: 'branch-or-union',
  args: {
    number: optional(positional(caseNumber({ letter: 'Y' }))),
    page: optional(keyed(text({ label: '页', max: 4 }))),
  },
  async run({ number, page }, ctx, { organisation }) {
    const call =
      number === undefined
        ? await latestCall(ctx, organisation.id)
        : await callNumbered(ctx, organisation.id, number)
    if (call.state === 'collated' && (await isCommittee(ctx, call)))
      return { view: opinionViews.summary, ref: call.id, privately: true }
    await onlyCollator(ctx, call)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'opinions.read',
      object: call.id,
      facts: { number: call.number },
    })
    return privateCollation(call, page)
  },
})

const privateCollation = (call: OpinionCall, page: string | undefined): Reply => ({
  view: opinionViews.collation,
  ref: collationRef(call.id, Math.max(1, Number.parseInt(page ?? '1', 10) || 1)),
  privately: true,
})

async function isCommittee(ctx: Ctx, call: OpinionCall): Promise<boolean> {
  const roster = await ctx.unit.rosters.roster(call.organisationId, ctx.today)
  return holdersOf(roster, 'committee').includes(ctx.me().id)
}

/** The latest call that the actor still has to collate; otherwise the latest at all. */
async function latestCall(ctx: Ctx, organisationId: string): Promise<OpinionCall> {
  const calls = await ctx.unit.opinions.latest(organisationId, 20)
  for (const call of calls)
    if (call.state !== 'collated' && (await currentCollator(ctx, call)) === ctx.me().id) return call
  const [latest] = calls
  if (!latest) throw new Refusal('case/unknown', { number: '（最近）', what: '征求意见' })
  return latest
}

/** 提交 under the raw opinions: the summary, once. While opinions are still heard it ends the hearing. */
export const clickCollate = defineAction(opinionCollate, async ({ call: id }, ctx, { form }) => {
  const call = await callOfButton(ctx, id)
  await onlyCollator(ctx, call)
  if (call.state === 'collated') throw new Refusal('opinions/collated', { number: call.number })
  await collateCall(ctx, call, typedOpinion(form.summary, '汇总'), ctx.me().id, form.placing ?? '')
  return { toast: '已提交汇总，并反馈给班子成员' }
})

/** `/意见 截止 编号`: ends a call before its deadline. */
export const closeCall = defineCommand({
  name: '意见 截止',
  aliases: ['意见截止'],
  summary: '提前结束征求意见，交归纳人归纳',
  example: '/意见 截止 Y2026-001',
  permission: 'opinion.open',
  scope: 'branch-or-union',
  args: { number: positional(caseNumber({ letter: 'Y' })) },
  async run({ number }, ctx, { organisation }) {
    const found = await callNumbered(ctx, organisation.id, number)
    const mine = [found.openedBy, await currentCollator(ctx, found)].includes(ctx.me().id)
    await ctx.allow('opinion.open', organisation.id, mine)
    const { call, first } = await closeOpinions(ctx, found.id, ctx.me().id)
    if (!first) throw new Refusal('opinions/ended', { number: call.number })
    return { card: noteCard('征求意见已截止', closedWords(call), 'success') }
  },
})

const closedWords = (call: OpinionCall): string =>
  call.state === 'collated'
    ? `${call.number} 已截止：${call.summary ?? ''}，已如实记录。`
    : `${call.number} 已截止，原始意见已私聊发给归纳人归纳。`
