import { z } from 'zod'
import { draftPlanned } from '../../domain/documents/draft-from-records.ts'
import { draftJob } from '../../domain/documents/plan-drafts.ts'
import { touchBallotsOf } from '../../domain/voting/touch-ballots.ts'
import { factContext } from './fact-context.ts'
import { finishJob, type PaperJobKind } from './kind.ts'

const params = z.looseObject({ layout: z.string(), organisationId: z.uuid(), subjectId: z.uuid() })

/** Drafts a document from the records after a ballot was closed or a meeting held; its file is a job of its own. */
export const draftFromRecords: PaperJobKind = {
  kind: draftJob,
  async run(job, tools) {
    const planned = params.parse(job.params)
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job)
      await draftPlanned(factContext(unit, tools), planned)
      await touchBallotsOf(unit, planned.subjectId)
    })
  },
}
