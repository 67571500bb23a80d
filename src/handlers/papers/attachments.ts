import { attachmentAsk, attachmentFetch } from '../../cards/paper-actions.ts'
import { askedMinutes, sendFileCard } from '../../cards/paper-cards.ts'
import { type Attached, attachedTo } from '../../domain/papers/attachments.ts'
import { isRestricted } from '../../domain/papers/visibility.ts'
import type { AttachmentSubject } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { rolesFor } from '../approval/addressee.ts'
import { defineAction } from '../define/action.ts'
import type { Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import type { Incoming } from '../define/incoming.ts'
import { maySeeProblem } from '../rectification/item.ts'
import { handOut } from './hand-out.ts'
import { jobView } from './views.ts'

/** What a file of each subject is called where it is asked for. */
export const fileWords = { attachment: '附件', scan: '批复扫描件', evidence: '整改佐证' } as const

async function found(ctx: Ctx, subject: AttachmentSubject, ref: string): Promise<Attached> {
  const to = await attachedTo(ctx.unit, subject, ref)
  if (!to) throw new Refusal('card/not-ours', {})
  return to
}

/** Whether the thing is the actor's own: a request's or report's author, an item's owner. */
async function isTheirs(ctx: Ctx, subject: AttachmentSubject, ref: string): Promise<boolean> {
  const me = ctx.me().id
  if (subject === 'request') return (await ctx.unit.approvals.get(ref))?.authors.includes(me) === true
  if (subject === 'report') return (await ctx.unit.reports.get(ref))?.authors.includes(me) === true
  return (await ctx.unit.rectifications.get(ref))?.ownerId === me
}

/** 上传…: the person is asked in private, where every file reaches us and nobody else sees it. */
export const askForAttachment = defineAction(attachmentAsk, async ({ subject, ref }, ctx) => {
  const to = await found(ctx, subject, ref)
  await ctx.allow('paper.submit', to.organisationId, await isTheirs(ctx, subject, ref))
  const me = ctx.me().id
  const expiresAt = new Date(+ctx.now + askedMinutes * 60_000)
  await ctx.unit.evidence.request(me, { for: 'attachment', subject, ref }, expiresAt)
  ctx.unit.send({
    key: `attachment.ask:${me}:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: me },
    content: { card: sendFileCard(to.number, fileWords[to.role]) },
    priority: 'reply',
  })
  return { toast: ctx.chat.type === 'group' ? '请在与机器人的私聊中发送文件' : '请在本会话中发送文件' }
})

/** Takes the files of a message: fetched by a job after the commit. */
export async function receiveAttachment(
  ctx: Ctx,
  { subject, ref }: { subject: AttachmentSubject; ref: string },
  { messageId, attachments }: Incoming,
): Promise<Reply> {
  const to = await found(ctx, subject, ref)
  await ctx.allow('paper.submit', to.organisationId, await isTheirs(ctx, subject, ref))
  if (attachments.length === 0) throw new Refusal('paper/file-wanted', { what: fileWords[to.role] })
  if (isRestricted(to.visibility) && ctx.chat.type === 'group')
    throw new Refusal('paper/private-only', { label: fileWords[to.role] })
  const id = ctx.unit.newId()
  await ctx.unit.paperJobs.add({
    id,
    key: `attachment:${messageId}`,
    organisationId: to.organisationId,
    kind: 'attachment',
    params: { messageId, attachments: [...attachments], subject, ref },
    requestedBy: ctx.me().id,
    platform: ctx.platform,
  })
  return { view: jobView, ref: id }
}

/** 取回: to the person alone; whoever the request or report went to, and whoever accepts an item, reads its files too. */
export const fetchAttachment = defineAction(attachmentFetch, async ({ subject, ref }, ctx, { form }) => {
  const one = (await ctx.unit.attachments.of(subject, ref)).find(({ id }) => id === form.file)
  if (!one) throw new Refusal('paper/gone', {})
  const own = await readsAsOwn(ctx, subject, ref)
  await handOut(ctx, one.fileId, { own, about: `attachment:${one.id}` })
  return { toast: '文件已私聊发送' }
})

async function readsAsOwn(ctx: Ctx, subject: AttachmentSubject, ref: string): Promise<boolean> {
  if (await isTheirs(ctx, subject, ref)) return true
  if (subject === 'rectification') {
    const item = await ctx.unit.rectifications.get(ref)
    return item !== null && (await maySeeProblem(ctx, item, ctx.me().id))
  }
  const sent = subject === 'request' ? await ctx.unit.approvals.get(ref) : await ctx.unit.reports.get(ref)
  return (await rolesFor(ctx, sent?.superiorId ?? null)).size > 0
}
