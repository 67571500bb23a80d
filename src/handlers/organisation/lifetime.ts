import { dissolveCard, dissolveConfirm } from '../../cards/lifetime-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { organisationWords } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { dateOnly, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'

/** `/支委会 成立 日期=2026-05-15`: from then on the committee's meetings are due. */
export const foundCommittee = defineCommand({
  name: '支委会 成立',
  aliases: ['成立支委会', '支委会 设立'],
  summary: '登记支委会成立日期，之后按月要求支委会、按年要求民主生活会',
  example: '/支委会 成立 日期=2026-11-20',
  permission: 'office.change',
  scope: 'branch',
  args: { from: optional(keyed(dateOnly({ label: '日期', keys: ['成立日期'], past: true }))) },
  async run({ from }, ctx, { organisation }) {
    const date = from ?? ctx.today
    if (organisation.committeeFrom === date)
      throw new Refusal('member/already', { name: '支委会', what: `${date}成立` })
    await ctx.unit.organisations.update(organisation.id, { committeeFrom: date })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'committee.found',
      object: organisation.id,
      facts: { from: date, before: organisation.committeeFrom },
    })
    const changed = organisation.committeeFrom ? `（原登记：${organisation.committeeFrom}）` : ''
    return {
      card: noteCard(
        '支委会已登记',
        `支委会自${dateWords(date, ctx.today)}起成立${changed}。首月不足15天、首年不足90天的不作要求。委员请逐一登记：/党员 任职 姓名 组织委员`,
        'success',
      ),
    }
  },
})

/** `/组织 撤销 日期=… 文号=…`: asks on a card; the date is the last day. */
export const dissolve = defineCommand({
  name: '组织 撤销',
  aliases: ['撤销支部', '支部撤销'],
  summary: '登记支部或工会撤销的日期和上级文件',
  example: '/组织 撤销 日期=2026-12-31 文号=局党〔2026〕60号',
  permission: 'organisation.dissolve',
  scope: 'branch-or-union',
  args: {
    until: keyed(dateOnly({ label: '日期', keys: ['撤销日期'], past: true })),
    document: keyed(text({ label: '文号', max: 40 })),
  },
  async run({ until, document }, ctx, { organisation }) {
    if (organisation.foundedOn && until < organisation.foundedOn)
      throw new Refusal('organisation/ends-before-begin', { founded: organisation.foundedOn })
    return {
      card: dissolveCard({
        id: organisation.id,
        name: organisation.name,
        until,
        document,
        today: ctx.today,
      }),
    }
  },
})

/** 确认 on that card. */
export const confirmDissolve = defineAction(
  dissolveConfirm,
  async ({ organisation: id, until, document }, ctx) => {
    const organisation = await ctx.unit.organisations.get(id)
    if (!organisation) throw new Refusal('card/not-ours', {})
    await ctx.allow('organisation.dissolve', id)
    if (organisation.dissolvedOn === until) throw new Refusal('card/decided', {})
    await ctx.unit.organisations.update(id, { dissolvedOn: until })
    ctx.unit.record({
      organisationId: id,
      actorId: ctx.me().id,
      action: 'organisation.dissolve',
      object: id,
      facts: { until, document },
    })
    return {
      toast: '已登记',
      card: noteCard(
        `${organisationWords[organisation.kind]}撤销已登记`,
        `${organisation.name}的最后一日为${dateWords(until, ctx.today)}（${document}）。登记有误的，可以重新登记日期。`,
        'neutral',
      ),
    }
  },
)
