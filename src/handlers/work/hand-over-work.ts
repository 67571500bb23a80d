import { noteCard } from '../../cards/plain-cards.ts'
import { handOver } from '../../domain/cases/hand-over.ts'
import { Refusal } from '../../domain/refusals.ts'
import { member } from '../arguments/index.ts'
import { firstWord, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { whoseWork } from './whose-work.ts'

/** `/任务 移交 李四 给 王五`: all that one person still has to do goes to another, who is told. */
export const handOverWork = defineCommand({
  name: '任务 移交',
  aliases: ['移交任务', '转交任务'],
  summary: '把一人名下未办结的任务全部移交给另一人',
  example: '/任务 移交 李四 给 王五',
  permission: 'work.hand-over',
  scope: 'branch-or-union',
  args: {
    from: positional(whoseWork),
    to: {
      ...member({ label: '接收人', keys: ['给'] }),
      take: (free) => firstWord(free.replace(/^给\s*/, '')),
    },
  },
  async run({ from, to }, ctx, { organisation }) {
    if (from.memberId === to.memberId) throw new Refusal('case/nothing-to-hand-over', { name: from.name })
    const given = { organisationId: organisation.id, from: from.memberId, to: to.memberId }
    const moved = await handOver(ctx, given, ctx.me().id)
    if (moved === 0) throw new Refusal('case/nothing-to-hand-over', { name: from.name })
    ctx.unit.send({
      key: `handed-over:${from.memberId}:${to.memberId}:${ctx.now.toISOString()}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { memberId: to.memberId },
      content: {
        card: noteCard('任务已移交给您', `${from.name}名下的${moved}项任务已移交给您。发送 /任务 可以查看。`),
      },
      priority: 'approval',
    })
    return { card: noteCard('任务已移交', `${from.name}名下的${moved}项任务已移交给${to.name}。`, 'success') }
  },
})
