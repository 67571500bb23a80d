import { z } from 'zod'
import { documentContent } from '../../domain/documents/content.ts'
import { buildJob, documentView } from '../../domain/documents/draft.ts'
import { safeFileName } from '../../domain/papers/file-name.ts'
import { isRestricted, type Visibility } from '../../domain/papers/visibility.ts'
import type { PaperDocument, PaperJob, StoredFile, Unit } from '../../domain/ports/index.ts'
import { docxOf } from '../office/docx.ts'
import { watermarkOf } from './fact-context.ts'
import { finishJob, JobRefused, type PaperJobKind, type PaperTools } from './kind.ts'

const params = z.object({ documentId: z.uuid(), version: z.int() })

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Makes the Word file of a version and sends it to the one who asked. */
export const buildDocument: PaperJobKind = {
  kind: buildJob,
  async run(job, tools) {
    const { documentId, version } = params.parse(job.params)
    const [document, found, watermark] = await tools.storage.unit(async (unit) => [
      await unit.documents.get(documentId),
      await unit.documents.version(documentId, version),
      await watermarkOf(unit, job.requestedBy, tools.zone),
    ])
    if (!document || !found) throw new JobRefused('该文书已不存在。')
    const content = documentContent.parse(found.content)
    // Whoever has a restricted paper made finds their name and the time on every page of it (DOMAIN §7.3 rule 9).
    const marked = isRestricted(document.visibility) ? { ...content, watermark } : content
    const bytes = await docxOf(marked, found.createdAt)
    const file = await keepMade(tools, job, {
      bytes,
      name: `${document.title} ${document.caseNumber} 第${version}稿`,
      extension: 'docx',
      mediaType: docxType,
      visibility: document.visibility,
      retention: retentionOf(tools, document),
    })
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job, file.id)
      await unit.files.insert(file)
      await unit.documents.setFile(documentId, version, file.id)
      unit.touch(documentView, documentId)
      sendFile(unit, job, file, `document:${documentId}`)
    })
  },
}

export const retentionOf = ({ catalogue }: PaperTools, { kind }: Pick<PaperDocument, 'kind'>): string =>
  catalogue.documents.get(kind)?.retention ?? 'ordinary'

/** Keeps a file that we made; answers its row, which the caller stores in the unit that ends the job. */
export async function keepMade(
  { vault, newId, clock }: Pick<PaperTools, 'vault' | 'newId' | 'clock'>,
  job: PaperJob,
  made: {
    bytes: Uint8Array
    name: string
    extension: string
    mediaType: string
    visibility: Visibility
    retention: string
  },
): Promise<StoredFile> {
  const id = newId()
  const sealed = isRestricted(made.visibility)
  const kept = await vault.keep({ id, organisationId: job.organisationId, bytes: made.bytes, sealed })
  return {
    ...kept,
    id,
    organisationId: job.organisationId,
    name: safeFileName(made.name, made.extension),
    mediaType: made.mediaType,
    sealed,
    visibility: made.visibility,
    ownerId: job.requestedBy,
    retention: made.retention,
    createdBy: job.requestedBy,
    createdAt: clock.now(),
    deletedAt: null,
  }
}

/** Sends a file to the one who asked for it, in private, once, and leaves in the chain that it was handed out. */
export function sendFile(unit: Unit, job: PaperJob, file: StoredFile, about: string): void {
  if (job.requestedBy === null) return
  unit.record({
    organisationId: file.organisationId,
    actorId: job.requestedBy,
    action: 'file.read',
    object: file.id,
    facts: { sha256: file.sha256, visibility: file.visibility },
  })
  unit.send({
    key: `paper:${job.id}`,
    kind: 'reply',
    platform: job.platform,
    recipient: { memberId: job.requestedBy },
    content: { file: file.id, about },
    priority: 'reply',
  })
}
