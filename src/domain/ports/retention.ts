import type { StoredFile } from './papers.ts'

/** A proposal to delete files that are past their retention: two different persons confirm it, or one rejects it. */
export interface Disposal {
  id: string
  organisationId: string
  proposedOn: string
  fileIds: string[]
  state: 'proposed' | 'confirmed' | 'done' | 'rejected'
  firstBy: string | null
  firstAt: Date | null
  secondBy: string | null
  secondAt: Date | null
}

/** Nothing of the organisation, or of one case, is deleted while it stands. */
export interface LegalHold {
  id: string
  organisationId: string
  instanceId: string | null
  reason: string
  placedBy: string
  placedAt: Date
}

export interface RetentionStore {
  /**
   * Files that are past their time by class and not deleted, without those under a hold and those in a proposal that
   * is open, or was rejected within a year; by organisation, the oldest first.
   */
  expired(classes: readonly { id: string; before: Date }[], limit: number): Promise<StoredFile[]>
  /** Of these files, the ones that no hold covers and that are not deleted. */
  deletable(fileIds: readonly string[]): Promise<StoredFile[]>
  insert(disposal: Disposal): Promise<void>
  get(id: string): Promise<Disposal | null>
  /** Locks the row: of two confirmations in the same instant one is first. */
  getForUpdate(id: string): Promise<Disposal | null>
  update(id: string, change: Partial<Omit<Disposal, 'id' | 'organisationId'>>): Promise<void>
  /** Makes a file's row the proof that it existed: without address, a sealed one without its name. */
  tombstone(fileId: string, disposalId: string, at: Date): Promise<void>
  /** How many files that are not deleted have their bytes at the address. */
  living(address: string): Promise<number>
  /** False when the same hold stands already. */
  hold(hold: LegalHold): Promise<boolean>
  /** False when there is none to lift. */
  lift(organisationId: string, instanceId: string | null, by: string, at: Date): Promise<boolean>
}
