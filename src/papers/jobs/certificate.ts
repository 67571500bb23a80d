import { z } from 'zod'
import { certificateJob } from '../../domain/voting/issue-certificate.ts'
import { keepMade, sendFile } from './build-document.ts'
import { finishJob, type PaperJobKind } from './kind.ts'

const params = z.object({
  ballotId: z.uuid(),
  number: z.string(),
  text: z.string(),
  visibility: z.enum(['branch', 'restricted']),
})

/** Keeps an issued certificate as a file and sends it to the one who asked. */
export const certificateFile: PaperJobKind = {
  kind: certificateJob,
  async run(job, tools) {
    const { ballotId, number, text, visibility } = params.parse(job.params)
    const file = await keepMade(tools, job, {
      bytes: new TextEncoder().encode(`${text}\n`),
      name: `表决证书 ${number}`,
      extension: 'json',
      mediaType: 'application/json',
      visibility,
      retention: 'permanent',
    })
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job, file.id)
      await unit.files.insert(file)
      sendFile(unit, job, file, `certificate:${ballotId}`)
    })
  },
}
