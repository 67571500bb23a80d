import type { Clock } from '../../clock.ts'
import type { Catalogue } from '../../domain/catalogue.ts'
import type { PaperJob, Storage, Unit, Vault } from '../../domain/ports/index.ts'
import { jobLeaseMs } from './lease.ts'

/** A file or picture of a message, as its platform names it. */
export interface Resource {
  messageId: string
  key: string
  kind: 'file' | 'image'
}

/** What the work with files may use. No call of these but `storage` may stand inside a unit. */
export interface PaperTools {
  storage: Storage
  vault: Vault
  /** The bytes of a resource. Rejects with a {@link JobRefused} when it can never be had. */
  fetch(resource: Resource, maxBytes: number): Promise<Uint8Array>
  clock: Clock
  zone: string
  catalogue: Catalogue
  /** A folder for what is being made, which may be thrown away at any time. */
  workDir: string
  /** So many bytes of content go into one volume of an archive. */
  volumeBytes: number
  newId(): string
}

/** The work cannot be done, ever; the sentence (Chinese) is told to the one who asked. */
export class JobRefused extends Error {
  override name = 'JobRefused'
}

/** One kind of work with files. Safe to run again from the start: a worker may die at any point. */
export interface PaperJobKind {
  kind: string
  /** Does the work, and ends the job in the unit that leaves its result (`finishJob`). */
  run(job: PaperJob, tools: PaperTools): Promise<void>
}

/** The view of a job: what became of it; ref = the job's id. */
export const jobView = 'paper.job'

/** Thrown inside the last unit when another worker was faster: everything is rolled back. */
export class JobTaken extends Error {
  override name = 'JobTaken'
}

/** Ends a job inside the unit of its result, so that the result stands once. */
export async function finishJob(unit: Unit, job: PaperJob, fileId?: string): Promise<void> {
  if (!(await unit.paperJobs.finish(job.id, 'done', fileId === undefined ? {} : { fileId })))
    throw new JobTaken(job.id)
  unit.touch(jobView, job.id)
}

/** Says that the job is still worked on; throws {@link JobTaken} when another worker has taken it over. */
export async function keepJob({ storage }: PaperTools, job: PaperJob): Promise<void> {
  if (!(await storage.unit((unit) => unit.paperJobs.prolong(job, jobLeaseMs)))) throw new JobTaken(job.id)
}
