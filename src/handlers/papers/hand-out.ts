import { mostBytes, sizeWords } from '../../domain/papers/words.ts'
import type { StoredFile } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Ctx } from '../define/context.ts'
import { maySee } from './who.ts'

/** A stored file that is still there and small enough for the platform. */
export function sendable(file: StoredFile | null): StoredFile {
  if (!file?.address) throw new Refusal('paper/gone', {})
  if (file.bytes > mostBytes)
    throw new Refusal('paper/too-large', { size: sizeWords(file.bytes), most: sizeWords(mostBytes) })
  return file
}

/**
 * Sends a stored file to the actor alone. Refuses with `paper/gone` whoever may not see it: whether it exists is not
 * told. That it was read is an entry of its own in the chain.
 */
export async function handOut(
  ctx: Ctx,
  fileId: string,
  { own, about }: { own: boolean; about: string },
): Promise<void> {
  const file = await ctx.unit.files.get(fileId)
  const me = ctx.me().id
  const seen = file && (await maySee(ctx, file.organisationId, file.visibility, own || file.ownerId === me))
  if (!file || !seen) throw new Refusal('paper/gone', {})
  sendable(file)
  ctx.unit.record({
    organisationId: file.organisationId,
    actorId: me,
    action: 'file.read',
    object: file.id,
    facts: { sha256: file.sha256, visibility: file.visibility },
  })
  ctx.unit.send({
    key: `file:${file.id}:${ctx.unit.newId()}`,
    kind: 'reply',
    platform: ctx.platform,
    recipient: { memberId: me },
    content: { file: file.id, about },
    priority: 'reply',
  })
}
