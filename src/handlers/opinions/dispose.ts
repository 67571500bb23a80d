import { opinionFeedbackCard } from '../../cards/opinion-outcome-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { currentCollator } from '../../domain/opinions/close-opinions.ts'
import { dispositionWords, opinionViews } from '../../domain/opinions/words.ts'
import type { OpinionCall, OpinionLine } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reportViews } from '../../domain/reports/views.ts'
import { caseNumber, choice, text, wholeNumber } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { postToGroup } from '../define/messages.ts'
import { submitReport } from '../reports/submit-report.ts'
import { callNumbered } from './find-call.ts'

const number = positional(caseNumber({ letter: 'Y' }))

/** The collated call of a number, locked, for its collator or the secretary. */
async function collatedCall(ctx: Ctx, organisationId: string, typed: string): Promise<OpinionCall> {
  const found = await callNumbered(ctx, organisationId, typed)
  const call = (await ctx.unit.opinions.callForUpdate(found.id)) ?? found
  const mine = (await currentCollator(ctx, call)) === ctx.me().id
  await ctx.allow('opinion.dispose', organisationId, mine)
  if (call.state !== 'collated') throw new Refusal('opinions/not-collated', { number: call.number })
  return call
}

/** `/意见 处理 <编号> 条=1 处理=采纳 理由=…`: what becomes of a line; reasons where it is not wholly adopted. */
export const disposeOpinion = defineCommand({
  name: '意见 处理',
  aliases: ['处理意见'],
  summary: '逐条提出处理意见：采纳、部分采纳、未采纳（写明理由）',
  example: '/意见 处理 Y2026-001 1 处理=部分采纳 理由=下季度实施',
  permission: 'opinion.dispose',
  scope: 'branch-or-union',
  args: {
    number,
    line: positional(wholeNumber({ label: '条', min: 1, max: 99 })),
    disposition: keyed(
      choice({ label: '处理', words: { 采纳: 'adopted', 部分采纳: 'partly', 未采纳: 'rejected' } }),
    ),
    reason: optional(keyed(text({ label: '理由', max: 200 }))),
  },
  async run(given, ctx, { organisation }) {
    const call = await collatedCall(ctx, organisation.id, given.number)
    if (call.feedbackAt) throw new Refusal('opinions/fed-back', { number: call.number })
    const lines = await ctx.unit.opinions.lines(call.id)
    if (!lines.some(({ no }) => no === given.line))
      throw new Refusal('opinions/no-line', { no: given.line, lines: lines.length })
    if (given.disposition !== 'adopted' && given.reason === undefined)
      throw new Refusal('opinions/reason-missing', { no: given.line })
    await ctx.unit.opinions.dispose(call.id, given.line, given.disposition, given.reason ?? null)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'opinions.dispose',
      object: call.id,
      facts: { number: call.number, line: given.line, disposition: given.disposition },
    })
    const card = noteCard(
      '已登记处理意见',
      `${call.number} 第${given.line}条：${dispositionWords[given.disposition]}。全部处理后反馈：/意见 反馈 ${call.number}`,
      'success',
    )
    return { card, privately: true }
  },
})

/** `/意见 反馈 <编号>`: each author privately of his own line; the group only how many were adopted. */
export const feedBack = defineCommand({
  name: '意见 反馈',
  aliases: ['意见反馈'],
  summary: '向提出人反馈处理结果（署名的私聊告知，群里只公布件数）',
  example: '/意见 反馈 Y2026-001',
  permission: 'opinion.dispose',
  scope: 'branch-or-union',
  args: { number },
  async run(given, ctx, { organisation }) {
    const call = await collatedCall(ctx, organisation.id, given.number)
    if (call.feedbackAt) throw new Refusal('opinions/fed-back', { number: call.number })
    const lines = await ctx.unit.opinions.lines(call.id)
    const waiting = lines.filter((one) => one.disposition === null).map(({ no }) => no)
    const opinions = await ctx.unit.opinions.opinions(call.id)
    const heard = opinions.some((one) => !one.none)
    if (heard && waiting.length > 0)
      throw new Refusal('opinions/undisposed', { number: call.number, lines: waiting })
    await ctx.unit.opinions.updateCall(call.id, { feedback: figuresOf(lines), feedbackAt: ctx.now })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'opinions.feedback',
      object: call.id,
      facts: { number: call.number, lines: lines.length },
    })
    await tellAuthors(ctx, call, opinions)
    const card = opinionFeedbackCard(call, lines)
    if (ctx.chat.type !== 'group')
      await postToGroup(ctx, organisation.id, {
        key: `opinions:${call.id}:feedback`,
        kind: 'news',
        content: { card },
        priority: 'duty',
      })
    return { card }
  },
})

const figuresOf = (lines: readonly OpinionLine[]): string =>
  Object.entries(dispositionWords)
    .map(([kind, word]) => `${word}${lines.filter((one) => one.disposition === kind).length}`)
    .join('、')

async function tellAuthors(
  ctx: Ctx,
  call: OpinionCall,
  opinions: readonly { memberId: string | null; none: boolean }[],
): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(call.organisationId)
  if (!chat) return
  for (const { memberId, none } of opinions)
    if (memberId !== null && !none)
      ctx.unit.send({
        key: `opinions:${call.id}:own:${memberId}`,
        kind: 'news',
        platform: chat.platform,
        recipient: { memberId },
        content: { view: opinionViews.own, ref: call.id },
        priority: 'duty',
      })
}

/** `/意见 上报 <编号> 主送=…`: the summary as a report to the superior; its text stays out of the branch's group. */
export const reportOpinions = defineCommand({
  name: '意见 上报',
  aliases: ['意见上报'],
  summary: '把归纳后的意见上报上级（报告，不含个人信息）',
  example: '/意见 上报 Y2026-001',
  permission: 'report.submit',
  ownBy: null,
  scope: 'branch-or-union',
  args: { number, addressee: optional(keyed(text({ label: '主送', max: 40 }))) },
  async run(given, ctx, { organisation }) {
    const found = await callNumbered(ctx, organisation.id, given.number)
    const call = (await ctx.unit.opinions.callForUpdate(found.id)) ?? found
    if (call.state !== 'collated') throw new Refusal('opinions/not-collated', { number: call.number })
    const before = call.reportId ? await ctx.unit.reports.get(call.reportId) : null
    if (before) throw new Refusal('opinions/reported', { number: call.number, report: before.number })
    const lines = await ctx.unit.opinions.lines(call.id)
    const text =
      lines.length === 0
        ? (call.summary ?? '')
        : lines.map(({ no, content }) => `${no}. ${content}`).join('\n')
    const report = await submitReport(ctx, organisation, {
      kind: 'opinions',
      matter: [...`${call.topic}意见`].slice(0, 60).join(''),
      text: `就“${call.topic}”征求意见（${call.number}），现将归纳的意见报告如下：\n${text}`,
      addressee: given.addressee,
      meetingId: call.meetingId,
    })
    await ctx.unit.opinions.updateCall(call.id, { reportId: report.id })
    return { view: reportViews.branch, ref: report.id, privately: true }
  },
})
