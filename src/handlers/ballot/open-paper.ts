import { paperOpen } from '../../cards/ballot-actions.ts'
import { documentView } from '../../domain/documents/draft.ts'
import { readingPermission } from '../../domain/papers/visibility.ts'
import { Refusal } from '../../domain/refusals.ts'
import { readersOfBallot } from '../../domain/voting/confidential.ts'
import { defineAction } from '../define/action.ts'
import { refuseElsewhere } from '../define/card-place.ts'

/** 查看会议记录 on a result: the card of the document that was drafted from it, in private. */
export const openPaper = defineAction(paperOpen, async ({ ballot: id, kind }, ctx) => {
  const ballot = await ctx.unit.ballots.get(id)
  await refuseElsewhere(ctx, ballot?.organisationId ?? null)
  const readers = ballot && (await readersOfBallot(ctx, ballot))
  const me = ctx.me().id
  if (!ballot || readers?.includes(me) === false) throw new Refusal('card/not-ours', {})
  const subject = ballot.meetingId === null ? 'ballot' : 'meeting'
  const document = await ctx.unit.documents.of(subject, ballot.meetingId ?? id, kind)
  if (!document) throw new Refusal('card/not-ours', {})
  await ctx.allow(readingPermission[document.visibility], ballot.organisationId, readers !== null)
  ctx.unit.send({
    key: `document:${document.id}:${me}:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: me },
    content: { view: documentView, ref: document.id },
    priority: 'reply',
  })
  return { toast: '已私聊发送' }
})
