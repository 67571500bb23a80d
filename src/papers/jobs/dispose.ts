import { z } from 'zod'
import { disposalView, disposeJob } from '../../domain/retention/propose.ts'
import { finishJob, JobRefused, type PaperJobKind } from './kind.ts'

const params = z.object({ disposalId: z.uuid() })

/**
 * Removes the bytes of a confirmed proposal. A file's row becomes the proof first and its bytes go after the commit, so
 * that a worker that dies in between leaves bytes that nothing names, never a row without bytes. What was put under a
 * hold meanwhile stays. Bytes that another file shares stay, too.
 */
export const dispose: PaperJobKind = {
  kind: disposeJob,
  async run(job, { storage, vault }) {
    const { disposalId } = params.parse(job.params)
    const addresses = await storage.unit(async (unit) => {
      await finishJob(unit, job)
      const disposal = await unit.retention.getForUpdate(disposalId)
      if (disposal?.state !== 'confirmed') throw new JobRefused('销毁清单没有经两人确认。')
      const files = await unit.retention.deletable(disposal.fileIds)
      for (const file of files) {
        await unit.retention.tombstone(file.id, disposalId, unit.now)
        unit.record({
          organisationId: file.organisationId,
          actorId: disposal.secondBy,
          action: 'file.delete',
          object: file.id,
          facts: { disposal: disposalId, sha256: file.sha256, retention: file.retention },
        })
      }
      await unit.retention.update(disposalId, { state: 'done' })
      unit.touch(disposalView, disposalId)
      const free: string[] = []
      for (const address of new Set(files.flatMap((file) => file.address ?? [])))
        if ((await unit.retention.living(address)) === 0) free.push(address)
      return free
    })
    for (const address of addresses) await vault.remove(address)
  },
}
