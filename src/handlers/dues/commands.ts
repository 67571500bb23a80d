import { duesTotalsCard } from '../../cards/dues-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import { type Period, periodOf } from '../../domain/calendar/periods.ts'
import { actOnCase } from '../../domain/cases/act-on-case.ts'
import { yuan } from '../../domain/dues/money.ts'
import { type DuesSummary, duesSummary } from '../../domain/dues/summary.ts'
import { isFinished, stepNamed } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { period, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { amount, payments } from './arguments.ts'
import { duesRef, duesView, keepsDues } from './views.ts'

/** The setting of the step that closing a period's books completes. */
const closingAct = 'dues.close'

const when = optional(keyed(period({ label: '时段' })))
const usual = ({ today }: Ctx, given: Period | undefined): Period => given ?? periodOf(today, 'quarter')

async function onlyKeeper(ctx: Ctx, organisationId: string): Promise<void> {
  await ctx.allow('dues.keep', organisationId, await keepsDues(ctx, organisationId, ctx.me().id))
}

const record = (ctx: Ctx, organisationId: string, action: string, facts: Record<string, string | number>) =>
  ctx.unit.record({ organisationId, actorId: ctx.me().id, action, object: organisationId, facts })

/** `/会费 登记 张三:20；李四:15.5 应缴=20`: what was paid, and what each union member owes. Written again it is put right. */
export const recordDues = defineCommand({
  name: '会费 登记',
  aliases: ['登记会费'],
  summary: '登记会费：每人实缴金额，或全体会员的应缴标准（仅工会财务）',
  example: '/会费 登记 张三:20；李四:15.5 应缴=20 时段=2026-Q4',
  permission: 'dues.keep',
  scope: 'union',
  args: { paid: optional(positional(payments('缴费'))), due: optional(keyed(amount('应缴'))), period: when },
  async run({ paid = [], due, period: given }, ctx, { organisation }) {
    await onlyKeeper(ctx, organisation.id)
    if (paid.length === 0 && due === undefined) throw new Refusal('dues/nothing-said', {})
    const { start, label } = usual(ctx, given)
    const of = { organisationId: organisation.id, periodStart: start }
    const me = ctx.me().id
    const roster = await ctx.unit.rosters.roster(organisation.id, ctx.today)
    const people = paid.map(({ name, fen }) => ({
      name,
      fen,
      entries: roster.filter((one) => one.name === name),
    }))
    const unclear = people.filter(({ entries }) => entries.length !== 1).map(({ name }) => name)
    if (unclear.length > 0) throw new Refusal('dues/nobody', { names: unclear })
    if (due !== undefined)
      for (const { memberId } of roster.filter(({ standing }) => standing === 'union_member'))
        await ctx.unit.dues.set({ ...of, memberId }, { dueFen: due }, me)
    for (const { entries, fen } of people)
      for (const { memberId } of entries) await ctx.unit.dues.set({ ...of, memberId }, { paidFen: fen }, me)
    record(ctx, organisation.id, 'dues.record', { period: label, people: paid.length })
    return { view: duesView, ref: duesRef(organisation.id, label, 'all'), privately: true }
  },
})

/** `/会费 支出 事由 金额=860.5`: money spent out of the dues. */
export const recordExpense = defineCommand({
  name: '会费 支出',
  aliases: ['会费支出'],
  summary: '登记一笔会费支出（仅工会财务）',
  example: '/会费 支出 羽毛球比赛奖品 金额=860.50',
  permission: 'dues.keep',
  scope: 'union',
  args: { purpose: positional(text({ label: '事由', max: 60 })), spent: keyed(amount('金额')) },
  async run({ purpose, spent }, ctx, { organisation }) {
    await onlyKeeper(ctx, organisation.id)
    const expense = { organisationId: organisation.id, spentOn: ctx.today, amountFen: spent, purpose }
    await ctx.unit.dues.addExpense(expense, ctx.me().id)
    record(ctx, organisation.id, 'dues.spend', { amount: spent })
    return { card: noteCard('支出已登记', `${purpose}：${yuan(spent)}元`, 'success'), privately: true }
  },
})

/** `/会费 查询`: one's own; `/会费 明细`: everybody's, with arrears, for the finance officer. Both in private. */
const lookUp = (verb: '查询' | '明细', whose: 'own' | 'all', summary: string) =>
  defineCommand({
    name: `会费 ${verb}`,
    aliases: verb === '查询' ? ['会费', '我的会费'] : [],
    summary,
    example: `/会费 ${verb}`,
    permission: whose === 'own' ? 'dues.own' : 'dues.keep',
    scope: 'union',
    args: { period: optional(positional(period({ label: '时段' }))) },
    async run({ period: given }, ctx, { organisation }) {
      const { label } = usual(ctx, given)
      if (whose === 'all') {
        await onlyKeeper(ctx, organisation.id)
        record(ctx, organisation.id, 'dues.read', { period: label })
      }
      return { view: duesView, ref: duesRef(organisation.id, label, whose), privately: true }
    },
  })
export const ownDues = lookUp('查询', 'own', '查看本人会费的应缴、实缴和欠缴（私聊）')
export const allDues = lookUp('明细', 'all', '查看每人会费和欠缴（仅工会财务，私聊）')

/** `/会费 结账`: the period's totals; the case of the period has them as what was collected. */
export const closeDues = defineCommand({
  name: '会费 结账',
  aliases: ['会费结账'],
  summary: '汇总一个时段的会费收支，登记到该时段的会费事项',
  example: '/会费 结账 时段=2026-Q4',
  permission: 'dues.keep',
  scope: 'union',
  args: { period: when },
  async run({ period: given }, ctx, { organisation }) {
    await onlyKeeper(ctx, organisation.id)
    const { start, end, label } = usual(ctx, given)
    const summary = duesSummary(
      await ctx.unit.dues.ofPeriod(organisation.id, start),
      await ctx.unit.dues.expenses(organisation.id, start, end),
    )
    await completeCollecting(ctx, organisation.id, { start, label }, summary)
    return { card: duesTotalsCard(organisation.name, periodWords(label), summary) }
  },
})

/** Completes the step of the running case that waits for the totals: of the case of the period, else of one started by hand. */
async function completeCollecting(
  ctx: Ctx,
  organisationId: string,
  { start, label }: Pick<Period, 'start' | 'label'>,
  { dueFen, paidFen, inArrears, spentFen }: DuesSummary,
): Promise<void> {
  const waiting = (await ctx.unit.processes.running(organisationId)).flatMap((found) =>
    found.instance.steps
      .filter((state) => !isFinished(state))
      .filter(({ id }) => stepNamed(found.instance.template, id)?.config.act === closingAct)
      .map((state) => ({ found, step: state.id })),
  )
  const mine =
    waiting.find(({ found }) => found.periodStart === start) ??
    waiting.find(({ found }) => found.periodStart === null)
  if (!mine) throw new Refusal('dues/no-case', { period: periodWords(label) })
  const fields = {
    应缴合计: yuan(dueFen),
    实缴合计: yuan(paidFen),
    欠缴人数: String(inArrears),
    支出合计: yuan(spentFen),
  }
  await actOnCase(ctx, mine.found.instance.id, { type: 'complete', step: mine.step, fields }, ctx.me().id)
}
