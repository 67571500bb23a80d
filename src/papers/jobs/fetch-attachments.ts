import { z } from 'zod'
import { attach, attachedTo } from '../../domain/papers/attachments.ts'
import type { StoredFile } from '../../domain/ports/index.ts'
import { fetchOne } from './fetch-files.ts'
import { finishJob, JobRefused, type PaperJobKind } from './kind.ts'

const params = z.object({
  messageId: z.string(),
  attachments: z
    .array(z.object({ key: z.string(), kind: z.enum(['file', 'image']), name: z.string().nullable() }))
    .min(1),
  subject: z.enum(['request', 'report', 'rectification']),
  ref: z.uuid(),
})

/** Fetches the files of a message and keeps them with the request, report or rectification item that they belong to. */
export const fetchAttachments: PaperJobKind = {
  kind: 'attachment',
  async run(job, tools) {
    const { messageId, attachments, subject, ref } = params.parse(job.params)
    const to = await tools.storage.unit((unit) => attachedTo(unit, subject, ref))
    if (!to) throw new JobRefused('该事项已不存在。')
    const files: StoredFile[] = []
    for (const one of attachments) files.push(await fetchOne(job, messageId, one, to.visibility, tools))
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job)
      const now = await attachedTo(unit, subject, ref)
      if (!now) throw new JobRefused('该事项已不存在。')
      for (const file of files) {
        await unit.files.insert(file)
        await attach(unit, now, { subject, ref, file, by: job.requestedBy })
      }
    })
  },
}
