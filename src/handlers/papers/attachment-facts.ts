import type { AttachmentFacts } from '../../cards/attachment-blocks.ts'
import type { AttachmentSubject } from '../../domain/ports/index.ts'
import type { Base } from '../define/context.ts'

/** The files of a request, a report or a rectification item for its card. */
export async function attachmentFacts(
  { unit }: Pick<Base, 'unit'>,
  subject: AttachmentSubject,
  ref: string,
): Promise<AttachmentFacts> {
  const all = await unit.attachments.of(subject, ref)
  const ids = all.flatMap(({ submittedBy }) => submittedBy ?? [])
  const names = new Map((await unit.rosters.members([...new Set(ids)])).map((one) => [one.id, one.name]))
  const files = []
  for (const one of all) {
    const file = await unit.files.get(one.fileId)
    files.push({
      ...one,
      by: names.get(one.submittedBy ?? '') ?? '',
      bytes: file?.address ? file.bytes : null,
    })
  }
  return { subject, ref, files }
}
