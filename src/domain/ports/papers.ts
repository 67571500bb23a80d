import type { Visibility } from '../papers/visibility.ts'

/** A file that we keep. Its bytes stand in the blob store under `address`; null = deleted, and the row is the proof. */
export interface StoredFile {
  id: string
  organisationId: string
  /** With its extension; safe as a file's name. */
  name: string
  mediaType: string
  bytes: number
  /** SHA-256 of the content, hexadecimal. */
  sha256: string
  address: string | null
  /** Encrypted at rest. */
  sealed: boolean
  visibility: Visibility
  /** Whose own it is: may always read it. */
  ownerId: string | null
  /** Class of the retention schedule. */
  retention: string
  createdBy: string | null
  createdAt: Date
  deletedAt: Date | null
}

/** What proves a step: a file, or a link to a cloud document. */
export interface Evidence {
  id: string
  organisationId: string
  instanceId: string
  step: string
  item: string | null
  title: string
  fileId: string | null
  url: string | null
  documentId: string | null
  submittedBy: string | null
  submittedAt: Date
  withdrawnAt: Date | null
}

/** What a stored file can belong to besides a step of a case. */
export type AttachmentSubject = 'request' | 'report' | 'rectification'

/** A file of a request, a report or a rectification item: sent with it, the scan of its reply, or what proves it. */
export interface Attachment {
  id: string
  organisationId: string
  subject: AttachmentSubject
  ref: string
  role: 'attachment' | 'scan' | 'evidence'
  title: string
  fileId: string
  submittedBy: string | null
  submittedAt: Date
}

export interface AttachmentStore {
  insert(attachment: Attachment): Promise<void>
  /** In the order in which they came. */
  of(subject: AttachmentSubject, ref: string): Promise<Attachment[]>
}

/** What a file that a person sends is for. */
export type FilePurpose =
  | { for: 'evidence'; caseId: string; step: string; item: string | null }
  | { for: 'document'; documentId: string }
  | { for: 'attachment'; subject: AttachmentSubject; ref: string }

/** Work with files that takes longer than an act. `params` is parsed by the kind that does it. */
export interface PaperJob {
  id: string
  /** Exists once: the same work asked for again is the same job. */
  key: string
  organisationId: string
  kind: string
  params: unknown
  requestedBy: string | null
  platform: string
  attempts: number
  done: number
  total: number
  fileId: string | null
  /** When it was asked for. */
  createdAt: Date
}

export type PaperJobState = 'planned' | 'done' | 'refused' | 'dead'

export interface StoredFileStore {
  insert(file: StoredFile): Promise<void>
  get(id: string): Promise<StoredFile | null>
  ofOrganisation(organisationId: string, limit: number): Promise<StoredFile[]>
  /** The wrapped data key of an organisation; null before its first sealed file. */
  dataKey(organisationId: string): Promise<string | null>
  /** Keeps a wrapped data key unless there is one; answers the one that stands. */
  keepDataKey(organisationId: string, wrapped: string): Promise<string>
}

export interface EvidenceStore {
  insert(evidence: Evidence): Promise<void>
  get(id: string): Promise<Evidence | null>
  /** Everything of a case that was not withdrawn, in the order in which it came. */
  ofCase(instanceId: string): Promise<Evidence[]>
  /** False when it was withdrawn already. */
  withdraw(id: string, by: string, at: Date): Promise<boolean>
  /** Asks a person for a file: an earlier request of theirs is replaced. */
  request(memberId: string, purpose: FilePurpose, expiresAt: Date): Promise<void>
  /** Takes the person's request, so that one file answers it; null when there is none or its time is over. */
  takeRequest(memberId: string): Promise<FilePurpose | null>
}

export interface PaperJobStore {
  /** False when a job with this key is there already. */
  add(
    job: Pick<PaperJob, 'id' | 'key' | 'organisationId' | 'kind' | 'params' | 'requestedBy' | 'platform'>,
  ): Promise<boolean>
  get(id: string): Promise<(PaperJob & { state: PaperJobState; error: string | null }) | null>
  /** Takes what is due and leases it for `leaseMs` of the database's time; other replicas take other jobs. */
  claim(limit: number, leaseMs: number): Promise<PaperJob[]>
  /** Prolongs the lease of this attempt. False when another worker has taken the job over meanwhile. */
  prolong(job: Pick<PaperJob, 'id' | 'attempts'>, leaseMs: number): Promise<boolean>
  /** Prolongs it and notes how far it is. False as with `prolong`: then nothing of this unit may stand. */
  progress(
    job: Pick<PaperJob, 'id' | 'attempts'>,
    reached: { done: number; total: number },
    leaseMs: number,
  ): Promise<boolean>
  /** False when another worker has ended it meanwhile: then nothing of this unit may stand. */
  finish(
    id: string,
    state: Exclude<PaperJobState, 'planned'>,
    how?: { error?: string; fileId?: string },
  ): Promise<boolean>
  /** Tries this attempt's job again later; a job that another worker has taken over stays its. */
  retry(job: Pick<PaperJob, 'id' | 'attempts'>, delayMs: number, error: string): Promise<void>
  /** Jobs that are tried within `patienceMs`, those on their way included. */
  outstanding(patienceMs: number): Promise<number>
}

/** How a version of a document came about. */
export type VersionOrigin = 'records' | 'form' | 'upload'

/** A document made from the records of a subject. */
export interface PaperDocument {
  id: string
  organisationId: string
  kind: string
  subject: 'meeting' | 'request' | 'ballot' | 'case' | 'notice'
  subjectId: string
  instanceId: string | null
  caseNumber: string
  title: string
  visibility: Visibility
  state: 'draft' | 'final'
  version: number
  signedBy: string | null
  signedAt: Date | null
  createdBy: string | null
  createdAt: Date
}

/** One version of a document; `content` is parsed by the domain. */
export interface DocumentVersion {
  documentId: string
  version: number
  origin: VersionOrigin
  fields: Record<string, string>
  content: unknown
  fileId: string | null
  createdBy: string | null
  createdAt: Date
}

export interface DocumentStore {
  insert(document: PaperDocument): Promise<void>
  get(id: string): Promise<PaperDocument | null>
  /** Locks the row, so that two corrections come one after the other. */
  getForUpdate(id: string): Promise<PaperDocument | null>
  of(subject: PaperDocument['subject'], subjectId: string, kind: string): Promise<PaperDocument | null>
  ofCase(instanceId: string): Promise<PaperDocument[]>
  /** Those that nobody has made final, the oldest first. */
  drafts(organisationId: string): Promise<PaperDocument[]>
  update(
    id: string,
    change: Partial<Pick<PaperDocument, 'state' | 'version' | 'title' | 'signedBy' | 'signedAt'>>,
  ): Promise<void>
  addVersion(version: DocumentVersion): Promise<void>
  version(documentId: string, version: number): Promise<DocumentVersion | null>
  versions(documentId: string): Promise<DocumentVersion[]>
  /** Says which file a version became. */
  setFile(documentId: string, version: number, fileId: string): Promise<void>
}
