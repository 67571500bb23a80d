import { requestListCard } from '../../cards/approval-cards.ts'
import { defineCommand } from '../define/command.ts'

const shown = 30

/** `/请示 查询`: the latest requests of a branch, or in a superior's group those addressed to it. */
export const listRequests = defineCommand({
  name: '请示 查询',
  aliases: ['请示'],
  summary: '查看请示和批复的状态',
  example: '/请示 查询',
  permission: 'request.show',
  scope: 'organisation',
  args: {},
  async run(_args, ctx, { organisation }) {
    if (organisation.kind !== 'superior') {
      const approvals = await ctx.unit.approvals.latest(organisation.id, shown)
      const other = { label: '主送', of: ({ addressee }: { addressee: string }) => addressee }
      return {
        card: requestListCard({ title: `${organisation.name}的请示`, other, approvals, zone: ctx.zone }),
      }
    }
    const approvals = await ctx.unit.approvals.addressedTo(organisation.id, shown)
    const branches = await ctx.unit.organisations.children(organisation.id, 'branch')
    const other = {
      label: '请示单位',
      of: ({ organisationId }: { organisationId: string }) =>
        branches.find((branch) => branch.id === organisationId)?.name ?? '',
    }
    return {
      card: requestListCard({ title: `报送${organisation.name}的请示`, other, approvals, zone: ctx.zone }),
    }
  },
})
