import { noteCard } from '../../cards/plain-cards.ts'
import { atLocalTime } from '../../domain/calendar/local-time.ts'
import { keepWritten } from '../../domain/voting/written-vote.ts'
import { caseNumber, choice, dateOnly, member } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { ballotNamed } from './named-ballot.ts'

/** `/表决 书面 B2026-003 姓名=李四 意见=赞成 收到=12月24日`: what a member who cannot come handed in. */
export const enterWritten = defineCommand({
  name: '表决 书面',
  aliases: ['书面意见'],
  summary: '登记不能到会的人的书面意见；规则允许且会前收到的计入票数',
  example: '/表决 书面 B2026-003 姓名=李四 意见=赞成',
  permission: 'ballot.written',
  scope: 'branch-or-union',
  args: {
    number: optional(positional(caseNumber({ letter: 'B' }))),
    who: keyed(member({ label: '姓名' })),
    says: keyed(
      choice({
        label: '意见',
        words: { 赞成: 'yes', 同意: 'yes', 反对: 'no', 不同意: 'no', 弃权: 'abstain' },
      }),
    ),
    received: optional(keyed(dateOnly({ label: '收到', past: true }))),
  },
  async run({ number, who, says, received }, ctx, { organisation }) {
    const { id } = await ballotNamed(ctx, organisation.id, number, 'open')
    const { ballot, written } = await keepWritten(
      ctx,
      id,
      { memberId: who.memberId, name: who.name, choice: says, receivedAt: receivedAt(ctx, received) },
      ctx.me().id,
    )
    const text = written.counted
      ? `${who.name}的书面意见已登记，计入票数（会前收到，本规则允许）。`
      : `${who.name}的书面意见已登记，作为意见听取，不计入票数。`
    return { card: noteCard('书面意见', `${ballot.number}：${text}`, 'success'), privately: true }
  },
})

/** A day without a time counts to its end; today is now. */
const receivedAt = ({ now, today, zone }: Ctx, on: string | undefined): Date =>
  on === undefined || on === today ? now : atLocalTime(on, '23:59', zone)
