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

/** A stored file that the actor may have; refuses with `paper/gone` whoever may not: whether it exists is not told. */
export async function takeable(ctx: Ctx, fileId: string, own: boolean): Promise<StoredFile> {
  const file = await ctx.unit.files.get(fileId)
  const mine = own || (file !== null && file.ownerId === ctx.me().id)
  if (!file || !(await maySee(ctx, file.organisationId, file.visibility, mine)))
    throw new Refusal('paper/gone', {})
  return sendable(file)
}

/** Sends a stored file to the actor alone. That it was read is an entry of its own in the chain. */
export async function handOut(
  ctx: Ctx,
  fileId: string,
  { own, about }: { own: boolean; about: string },
): Promise<void> {
  const file = await takeable(ctx, fileId, own)
  const me = ctx.me().id
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
