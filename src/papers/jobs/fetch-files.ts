import { z } from 'zod'
import { addEvidence, evidenceRetention, stepOfCase, visibilityOfStep } from '../../domain/papers/evidence.ts'
import { safeFileName } from '../../domain/papers/file-name.ts'
import { mediaTypeOf } from '../../domain/papers/media-type.ts'
import { isRestricted } from '../../domain/papers/visibility.ts'
import { mostBytes, unfitWords } from '../../domain/papers/words.ts'
import type { PaperJob, StoredFile, Unit } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { finishJob, JobRefused, type PaperJobKind, type PaperTools } from './kind.ts'

const params = z.object({
  messageId: z.string(),
  attachments: z
    .array(z.object({ key: z.string(), kind: z.enum(['file', 'image']), name: z.string().nullable() }))
    .min(1),
  caseId: z.uuid(),
  step: z.string(),
  item: z.string().nullable(),
})
type Params = z.output<typeof params>

/** Fetches the files of a message and keeps them as what proves a step of a case. */
export const fetchEvidence: PaperJobKind = {
  kind: 'evidence',
  async run(job, tools) {
    const given = params.parse(job.params)
    const visibility = await visibilityOf(given, tools)
    const files: StoredFile[] = []
    for (const attachment of given.attachments)
      files.push(await fetchOne(job, given.messageId, attachment, visibility, tools))
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job)
      const found = await unit.processes.get(given.caseId)
      if (!found) throw new JobRefused('该事项已不存在。')
      for (const file of files) {
        await unit.files.insert(file)
        await refusable(addEvidence(unit, found, evidenceOf(given, job, file), file))
      }
    })
  },
}

const evidenceOf = ({ step, item }: Params, job: PaperJob, file: StoredFile) => ({
  step,
  item,
  title: file.name,
  url: null,
  documentId: null,
  submittedBy: job.requestedBy,
})

const visibilityOf = ({ caseId, step, item }: Params, { storage }: PaperTools) =>
  storage.unit(async (unit: Unit) => {
    const found = await unit.processes.get(caseId)
    if (!found) throw new JobRefused('该事项已不存在。')
    return visibilityOfStep(found, stepOfCase(found, step, item).step)
  })

/** A rule said no while nobody waits for an answer: the job's card says so. */
async function refusable(act: Promise<void>): Promise<void> {
  try {
    await act
  } catch (error) {
    if (error instanceof Refusal && error.code === 'paper/case-over')
      throw new JobRefused('该事项已经结束，不能再添加材料。')
    throw error
  }
}

/** The bytes of one file of a message, looked at and kept; answers its row, which is not stored yet. */
export async function fetchOne(
  job: PaperJob,
  messageId: string,
  { key, kind, name }: Params['attachments'][number],
  visibility: StoredFile['visibility'],
  { fetch, vault, newId, clock }: PaperTools,
): Promise<StoredFile> {
  const bytes = await fetch({ messageId, key, kind }, mostBytes)
  const type = mediaTypeOf(bytes, name ?? '')
  if (typeof type === 'string') throw new JobRefused(unfitWords[type])
  const id = newId()
  const sealed = isRestricted(visibility)
  const kept = await vault.keep({ id, organisationId: job.organisationId, bytes, sealed })
  return {
    ...kept,
    id,
    organisationId: job.organisationId,
    name: safeFileName(name ?? '图片', type.extension),
    mediaType: type.mediaType,
    sealed,
    visibility,
    ownerId: job.requestedBy,
    retention: evidenceRetention,
    createdBy: job.requestedBy,
    createdAt: clock.now(),
    deletedAt: null,
  }
}
