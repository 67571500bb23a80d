import { Refusal } from '../../domain/refusals.ts'
import type { Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import type { Incoming } from '../define/incoming.ts'
import { jobView } from './views.ts'

/** An edited file came as an answer to a document: it becomes the next version, as it is. */
export async function receiveDocument(
  ctx: Ctx,
  documentId: string,
  { messageId, attachments }: Incoming,
): Promise<Reply | null> {
  const document = await ctx.unit.documents.get(documentId)
  const [attachment] = attachments
  if (!document || attachment?.kind !== 'file') return null
  await ctx.allow('paper.write', document.organisationId, document.createdBy === ctx.me().id)
  if (document.state === 'final') throw new Refusal('paper/final', { title: document.title })
  const id = ctx.unit.newId()
  await ctx.unit.paperJobs.add({
    id,
    key: `document:${messageId}`,
    organisationId: document.organisationId,
    kind: 'document.upload',
    params: { messageId, attachment, documentId },
    requestedBy: ctx.me().id,
    platform: ctx.platform,
  })
  return { view: jobView, ref: id }
}
