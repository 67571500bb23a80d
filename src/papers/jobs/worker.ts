import { afterFailure, type Failure } from '../../domain/delivery/retry.ts'
import type { PaperJob } from '../../domain/ports/index.ts'
import { createWorker } from '../../worker.ts'
import { JobRefused, JobTaken, jobView, type PaperJobKind, type PaperTools } from './kind.ts'
import { jobLeaseMs } from './lease.ts'

/** Ids and outcomes, never content. */
export interface PapersLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Does the work with files that was committed as jobs; several may run on one database. */
export interface PapersWorker {
  start(): void
  /** Takes nothing new and resolves when what is under way has ended. */
  stop(): Promise<void>
  /** Something was committed: looks now. */
  wake(): void
  /** Resolves when every job that is due has ended, by whichever replica. Works without `start` too. */
  drain(): Promise<void>
}

const pace = { slots: 2, pollMs: 1_000, lookMs: 50, patienceMs: jobLeaseMs + 1_000 }

const failureKinds = new Set<string>(['transient', 'unknown', 'config'])

/** Failures of the platform say what they are; everything else may pass, and is tried again a few times. */
const kindOf = (error: unknown): Failure => {
  const kind = error instanceof Error && 'kind' in error ? String(error.kind) : 'transient'
  return failureKinds.has(kind) ? (kind as Failure) : 'transient'
}

/** Makes the worker; it stands still until `start`. */
export function createPapersWorker(
  kinds: readonly PaperJobKind[],
  tools: PaperTools,
  log: PapersLog,
): PapersWorker {
  const known = new Map(kinds.map((kind) => [kind.kind, kind]))
  const { storage } = tools

  const end = (job: PaperJob, state: 'refused' | 'dead', error: string) =>
    storage.unit(async (unit) => {
      if (await unit.paperJobs.finish(job.id, state, { error })) unit.touch(jobView, job.id)
    })

  const failed = async (job: PaperJob, error: unknown): Promise<number | null> => {
    const facts = { job: job.id, kind: job.kind, attempt: job.attempts, err: error }
    const next = afterFailure(
      { kind: kindOf(error), retryAfterMs: null, attempts: job.attempts },
      Math.random(),
    )
    if (next.step === 'settle') {
      log.error(facts, 'work with files was given up')
      await end(job, 'dead', '多次重试仍未成功，请稍后重新办理，或联系管理员')
      return null
    }
    log.warn({ ...facts, delayMs: next.delayMs }, 'work with files will be tried again')
    await storage.unit((unit) =>
      unit.paperJobs.retry(job, next.delayMs, error instanceof Error ? error.name : 'unknown'),
    )
    return next.delayMs
  }

  const work = async (job: PaperJob): Promise<number | null> => {
    const kind = known.get(job.kind)
    try {
      if (!kind) throw new JobRefused(`没有“${job.kind}”这种文件任务。`)
      await kind.run(job, tools)
      return null
    } catch (error) {
      if (error instanceof JobTaken) return null
      if (!(error instanceof JobRefused)) return failed(job, error)
      log.info({ job: job.id, kind: job.kind }, 'work with files was refused')
      await end(job, 'refused', error.message)
      return null
    }
  }

  const worker = createWorker<PaperJob>({
    ...pace,
    claim: async (limit) => ({
      items: await storage.unit((unit) => unit.paperJobs.claim(limit, jobLeaseMs)),
      waitMs: null,
    }),
    work,
    onError: (error) => log.error({ err: error }, 'work with files failed and goes on'),
  })
  const left = () => storage.unit((unit) => unit.paperJobs.outstanding(pace.patienceMs))
  return {
    start: worker.start,
    stop: worker.stop,
    wake: worker.wake,
    async drain() {
      if ((await left()) === 0) return
      const borrowed = !worker.running
      if (borrowed) worker.start()
      while ((await left()) > 0) {
        worker.wake()
        await worker.progress(pace.lookMs)
      }
      if (borrowed) await worker.stop()
    },
  }
}
