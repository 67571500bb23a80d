import { noteCard } from '../../cards/plain-cards.ts'
import { Refusal } from '../../domain/refusals.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import { awaitedVoters } from '../../domain/voting/awaited-voters.ts'
import { caseNumber } from '../arguments/index.ts'
import { optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { ballotNamed } from './named-ballot.ts'

/** One person is urged by hand at most once in so many minutes. */
const pauseMinutes = 10

/** `/表决 催投 B2026-001`: reminds those who have not voted, each in private. */
export const urgeVoters = defineCommand({
  name: '表决 催投',
  aliases: ['催投'],
  summary: '提醒尚未表决的人，逐人私聊发送',
  example: '/表决 催投 B2026-001',
  permission: 'ballot.close',
  scope: 'branch-or-union',
  args: { number: optional(positional(caseNumber({ letter: 'B' }))) },
  async run({ number }, ctx, { organisation }) {
    const ballot = await ballotNamed(ctx, organisation.id, number, 'open')
    await ctx.allow('ballot.close', organisation.id, ballot.openedBy === ctx.me().id)
    if (ballot.status !== 'open') throw new Refusal('ballot/closed', { number: ballot.number })
    if (ballot.method === 'paper') throw new Refusal('ballot/on-paper', { number: ballot.number })
    const left = await awaitedVoters(ctx.unit, ballot.id)
    if (left.length === 0) throw new Refusal('ballot/all-voted', { number: ballot.number })
    const round = Math.floor(+ctx.now / (pauseMinutes * 60_000))
    for (const { memberId } of left)
      ctx.unit.send({
        key: `urge:${ballot.id}:${memberId}:${round}`,
        kind: 'reminder',
        platform: ctx.platform,
        recipient: { memberId },
        content: { view: reminderViews.ballot, ref: `${ballot.id}|urged` },
        priority: 'deadline',
        expiresAt: ballot.closesAt,
        organisationId: ballot.organisationId,
      })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'ballot.urge',
      object: ballot.id,
      facts: { urged: left.length },
    })
    return { card: noteCard('已催投', `${ballot.number}：已提醒尚未表决的${left.length}人。`, 'success') }
  },
})
