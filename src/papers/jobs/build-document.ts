import { z } from 'zod'
import { type DocumentContent, documentContent } from '../../domain/documents/content.ts'
import { buildJob, copyJob, documentView } from '../../domain/documents/draft.ts'
import { safeFileName } from '../../domain/papers/file-name.ts'
import { isMarked, isRestricted, type Visibility } from '../../domain/papers/visibility.ts'
import type { DocumentVersion, PaperDocument, PaperJob, StoredFile, Unit } from '../../domain/ports/index.ts'
import { docxOf } from '../office/docx.ts'
import { watermarkOf } from './fact-context.ts'
import { finishJob, JobRefused, type PaperJobKind, type PaperTools } from './kind.ts'

const params = z.object({ documentId: z.uuid(), version: z.int() })

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Makes the Word file of a version, keeps it, and sends it to the one who asked. */
export const buildDocument: PaperJobKind = {
  kind: buildJob,
  async run(job, tools) {
    const { document, version, content } = await documentOf(job, tools)
    const made = madeOf(document, version)
    const file = await keepMade(tools, job, {
      ...made,
      bytes: await docxOf(content, version.createdAt),
      retention: retentionOf(tools, document),
    })
    const sent = (await markedCopy(job, tools, document, version, content)) ?? file
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job, file.id)
      for (const one of new Set([file, sent])) await unit.files.insert(one)
      await unit.documents.setFile(document.id, version.version, file.id)
      unit.touch(documentView, document.id)
      sendFile(unit, job, sent, `document:${document.id}`)
    })
  },
}

/** Makes the copy of a version that somebody takes out, with their name and the time on every page, and sends it. */
export const copyDocument: PaperJobKind = {
  kind: copyJob,
  async run(job, tools) {
    const { document, version, content } = await documentOf(job, tools)
    const copy = await markedCopy(job, tools, document, version, content)
    if (!copy) throw new JobRefused('该文书无需另制副本，请重新取回。')
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job, copy.id)
      await unit.files.insert(copy)
      sendFile(unit, job, copy, `document:${document.id}`)
    })
  },
}

async function documentOf(job: PaperJob, { storage }: PaperTools) {
  const { documentId, version: number } = params.parse(job.params)
  const [document, version] = await storage.unit(async (unit) => [
    await unit.documents.get(documentId),
    await unit.documents.version(documentId, number),
  ])
  if (!document || !version) throw new JobRefused('该文书已不存在。')
  return { document, version, content: documentContent.parse(version.content) }
}

const madeOf = (document: PaperDocument, { version }: DocumentVersion) => ({
  name: `${document.title} ${document.caseNumber} 第${version}稿`,
  extension: 'docx',
  mediaType: docxType,
  visibility: document.visibility,
})

/**
 * What is kept bears nobody's name; whoever has a paper that is not for everybody handed out finds theirs and the time on
 * every page of it (DOMAIN §7.3 rule 9). Null where the paper is for everybody.
 */
async function markedCopy(
  job: PaperJob,
  tools: PaperTools,
  document: PaperDocument,
  version: DocumentVersion,
  content: DocumentContent,
): Promise<StoredFile | null> {
  if (!isMarked(document.visibility)) return null
  const watermark = await tools.storage.unit((unit) => watermarkOf(unit, job.requestedBy, tools.zone))
  return keepMade(tools, job, {
    ...madeOf(document, version),
    bytes: await docxOf({ ...content, watermark }, version.createdAt),
    retention: 'export',
  })
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
