import type { NoticeKind, NoticeMatter } from '../public-notices/kinds.ts'

/**
 * `open` = the period runs; `held` = it is over and objections are not concluded; `clear` = over, and nothing stands in
 * the way; `upheld` = over, and an objection was right; `withdrawn` = taken back; `published` = made public after the
 * fact, without a period; `filed` = kept on record only, shown to no group.
 */
export type NoticeState = 'open' | 'held' | 'clear' | 'upheld' | 'withdrawn' | 'published' | 'filed'

/** Something made public. `endsAt` is null where there is no period. */
export interface PublicNotice {
  id: string
  organisationId: string
  number: string
  kind: NoticeKind
  matter: NoticeMatter
  title: string
  scope: string
  contact: string | null
  acceptorId: string
  /** Working days, the day of publication not counted. */
  days: number
  version: number
  state: NoticeState
  endsAt: Date | null
  closedAt: Date | null
  withdrawnReason: string | null
  caseId: string | null
  step: string | null
  publishedBy: string
  publishedAt: Date
}

/** One text of a notice, as it was published. `startsOn` and `endsOn` are local dates. */
export interface NoticeVersion {
  noticeId: string
  version: number
  content: string
  basis: string | null
  /** SHA-256 over title, scope, basis and content, in hex. */
  hash: string
  /** Why the text was changed; null for the first. */
  reason: string | null
  startsOn: string
  endsOn: string | null
  publishedBy: string
  publishedAt: Date
}

export interface NoticeExtension {
  noticeId: string
  id: string
  /** Working days that were added. */
  days: number
  reason: string
  endsOn: string
  extendedBy: string
  extendedAt: Date
}

export type ObjectionConclusion = 'upheld' | 'partly' | 'rejected'

/** An objection to a notice. `memberId` is null when it came without a name. */
export interface Objection {
  noticeId: string
  no: number
  version: number
  memberId: string | null
  anonymous: boolean
  content: string
  submittedOn: string
  inquiry: string | null
  conclusion: ObjectionConclusion | null
  reason: string | null
  concludedBy: string | null
  concludedAt: Date | null
}

export interface PublicNoticeStore {
  insert(notice: PublicNotice): Promise<void>
  get(id: string): Promise<PublicNotice | null>
  /** Locks the notice: an objection and the end of the period come one after the other. */
  getForUpdate(id: string): Promise<PublicNotice | null>
  byNumber(organisationId: string, number: string): Promise<PublicNotice | null>
  latest(organisationId: string, limit: number): Promise<PublicNotice[]>
  /** Those whose period runs or is held up, the earliest end first. */
  open(organisationId: string): Promise<PublicNotice[]>
  update(id: string, change: Partial<Omit<PublicNotice, 'id' | 'organisationId' | 'number'>>): Promise<void>
  /** Keeps a text with its hash. */
  addVersion(notice: PublicNotice, version: Omit<NoticeVersion, 'noticeId' | 'hash'>): Promise<void>
  /** From the first to the latest. */
  versions(noticeId: string): Promise<NoticeVersion[]>
  addExtension(extension: NoticeExtension): Promise<void>
  extensions(noticeId: string): Promise<NoticeExtension[]>
  /** Under the notice's lock. Null when the very text stands there without a name already (a second click). */
  addObjection(
    objection: Pick<Objection, 'noticeId' | 'version' | 'memberId' | 'content' | 'submittedOn'>,
  ): Promise<number | null>
  /** In the order of their numbers. */
  objections(noticeId: string): Promise<Objection[]>
  updateObjection(
    noticeId: string,
    no: number,
    change: Partial<Pick<Objection, 'inquiry' | 'conclusion' | 'reason' | 'concludedBy' | 'concludedAt'>>,
  ): Promise<void>
}
