import { reportListCard } from '../../cards/report-cards.ts'
import type { Report } from '../../domain/ports/index.ts'
import { defineCommand } from '../define/command.ts'

const shown = 30

/** `/报告 列表`: the latest reports of a branch or union, or in a superior's group those addressed to it. */
export const listReports = defineCommand({
  name: '报告 列表',
  aliases: ['报告 查询', '看报告'],
  summary: '查看报告及签收状态',
  example: '/报告 列表',
  permission: 'report.show',
  scope: 'organisation',
  args: {},
  async run(_args, ctx, { organisation }) {
    if (organisation.kind !== 'superior') {
      const reports = await ctx.unit.reports.latest(organisation.id, shown)
      const other = { label: '主送', of: ({ addressee }: Report) => addressee }
      return { card: reportListCard({ title: `${organisation.name}的报告`, other, reports, zone: ctx.zone }) }
    }
    const reports = await ctx.unit.reports.addressedTo(organisation.id, shown)
    const below = [
      ...(await ctx.unit.organisations.children(organisation.id, 'branch')),
      ...(await ctx.unit.organisations.children(organisation.id, 'union')),
    ]
    const other = {
      label: '报告单位',
      of: ({ organisationId }: Report) => below.find((one) => one.id === organisationId)?.name ?? '',
    }
    return {
      card: reportListCard({ title: `报送${organisation.name}的报告`, other, reports, zone: ctx.zone }),
    }
  },
})
