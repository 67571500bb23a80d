import type { PersonIdentity } from '../../domain/ports/index.ts'
import type { Base } from '../define/context.ts'

/** The view name of a meeting's notice; its cards' ref is the meeting's id. */
export const noticeView = 'meeting.notice'

/** Somebody read messages: reminders are marked, and where one of them is a meeting's notice, that is noted and the notice shows it. */
export async function noteReading(
  messageIds: string[],
  reader: PersonIdentity[],
  ctx: Base & { platform: string },
): Promise<void> {
  const member = await ctx.unit.rosters.memberOf(reader)
  if (!member) return
  await ctx.unit.ledger.markRead(ctx.platform, messageIds, member.id)
  for (const messageId of messageIds) {
    const card = await ctx.unit.cards.byMessage(ctx.platform, messageId)
    if (card?.view !== noticeView) continue
    if (await ctx.unit.attendance.markRead(card.ref, [member.id], ctx.now))
      ctx.unit.touch(noticeView, card.ref)
  }
}
