import { z } from 'zod'
import { addVersion, documentView, refuseFinal } from '../../domain/documents/draft.ts'
import { Refusal } from '../../domain/refusals.ts'
import { retentionOf } from './build-document.ts'
import { fetchOne } from './fetch-files.ts'
import { finishJob, JobRefused, type PaperJobKind } from './kind.ts'

const params = z.object({
  messageId: z.string(),
  attachment: z.object({ key: z.string(), kind: z.literal('file'), name: z.string().nullable() }),
  documentId: z.uuid(),
})

/** What an edited document may come back as. */
const editable = new Set(['docx', 'doc', 'pdf'])

/** Fetches an edited document: it becomes the next version as it is; the text of the version before stays readable. */
export const uploadDocument: PaperJobKind = {
  kind: 'document.upload',
  async run(job, tools) {
    const { messageId, attachment, documentId } = params.parse(job.params)
    const before = await tools.storage.unit((unit) => unit.documents.get(documentId))
    if (!before) throw new JobRefused('该文书已不存在。')
    const file = await fetchOne(job, messageId, attachment, before.visibility, tools)
    if (!editable.has(file.name.split('.').at(-1) ?? ''))
      throw new JobRefused('修改稿请用 Word 或 PDF 文件。')
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job, file.id)
      const document = await unit.documents.getForUpdate(documentId)
      if (!document || job.requestedBy === null) throw new JobRefused('该文书已不存在。')
      try {
        refuseFinal(document)
      } catch (error) {
        if (error instanceof Refusal) throw new JobRefused('该文书已经定稿，不能再修改。')
        throw error
      }
      const last = await unit.documents.version(documentId, document.version)
      await unit.files.insert({ ...file, retention: retentionOf(tools, document) })
      await addVersion(
        { unit, now: unit.now },
        document,
        {
          origin: 'upload',
          fields: last?.fields ?? {},
          content: last?.content ?? {},
          title: document.title,
          fileId: file.id,
        },
        { memberId: job.requestedBy, platform: job.platform },
      )
      unit.touch(documentView, documentId)
    })
  },
}
