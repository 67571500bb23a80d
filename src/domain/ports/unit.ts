import type { SealedVoteStore } from './ballot-seals.ts'
import type { BallotStore } from './ballots.ts'
import type { DutyRecordStore, OverrideStore, UrgingStore, YearPlanStore } from './cadence.ts'
import type { CadenceFactStore } from './cadence-facts.ts'
import type { CountSheetStore } from './count-sheets.ts'
import type { ApprovalStore, OpinionStore } from './decisions.ts'
import type { CardStore, InboxStore, Outgoing } from './delivery.ts'
import type { DueStore } from './dues.ts'
import type { ElectionStore } from './elections.ts'
import type { EscalationStore } from './escalations.ts'
import type { LedgerStore } from './ledger.ts'
import type { LedgerRowStore } from './ledger-rows.ts'
import type { AttendanceStore, MeetingStore, ProcessStore, ReminderStore } from './meetings.ts'
import type { OrganisationStore, ProposalStore, RosterStore, SettingStore } from './organisations.ts'
import type {
  AttachmentStore,
  DocumentStore,
  EvidenceStore,
  PaperJobStore,
  StoredFileStore,
} from './papers.ts'
import type { PreferenceStore } from './preferences.ts'
import type { PublicNoticeStore } from './public-notices.ts'
import type { RectificationStore } from './rectification.ts'
import type { InstructionStore, ReportStore } from './reports.ts'
import type { ResolutionStore } from './resolutions.ts'
import type { RetentionStore } from './retention.ts'
import type { StepRecordStore } from './step-records.ts'
import type { SuggestionStore } from './suggestions.ts'
import type { TaskStore } from './tasks.ts'

/** One act, for the chain of its organisation: ids and figures, never content, names or choices. */
export interface AuditEntry {
  organisationId: string
  actorId: string | null
  /** `<subject>.<act>`, e.g. `ballot.close`. */
  action: string
  /** The id of what was acted on. */
  object: string
  /** Before/after in ids, numbers and words of the domain. */
  facts: Record<string, string | number | boolean | null>
}

/** One entry of an organisation's chain: `hash` = SHA-256 of 0x01, the bytes of `prev`, and `body` (canonical JSON). */
export interface ChainEntry {
  seq: number
  prev: string
  body: string
  hash: string
}

/** Everything one act may read and write: one transaction. */
export interface Unit {
  readonly tenantId: string
  /** The business time at which the unit began. */
  readonly now: Date
  /** A fresh UUIDv7. */
  newId(): string
  /**
   * The id of what can exist only once under this name: the same at every asking, so that what the calendar will start is
   * known by its id beforehand. Not for what people make: that has a fresh one.
   */
  idOf(name: string): string
  /** The next number of a letter and year in an organisation, e.g. `D2026-001`. */
  nextNumber(organisationId: string, letter: NumberLetter, year: number): Promise<string>
  readonly organisations: OrganisationStore
  readonly rosters: RosterStore
  readonly proposals: ProposalStore
  readonly processes: ProcessStore
  readonly stepRecords: StepRecordStore
  readonly meetings: MeetingStore
  readonly attendance: AttendanceStore
  readonly reminders: ReminderStore
  readonly ballots: BallotStore
  readonly countSheets: CountSheetStore
  readonly sealedVotes: SealedVoteStore
  readonly elections: ElectionStore
  readonly resolutions: ResolutionStore
  readonly opinions: OpinionStore
  readonly approvals: ApprovalStore
  readonly cadence: CadenceFactStore
  readonly publicNotices: PublicNoticeStore
  readonly rectifications: RectificationStore
  readonly dues: DueStore
  readonly suggestions: SuggestionStore
  readonly ledgerRows: LedgerRowStore
  readonly reports: ReportStore
  readonly instructions: InstructionStore
  readonly tasks: TaskStore
  readonly overrides: OverrideStore
  readonly dutyRecords: DutyRecordStore
  readonly urgings: UrgingStore
  readonly yearPlans: YearPlanStore
  readonly settings: SettingStore
  readonly files: StoredFileStore
  readonly evidence: EvidenceStore
  readonly attachments: AttachmentStore
  readonly documents: DocumentStore
  readonly paperJobs: PaperJobStore
  readonly retention: RetentionStore
  readonly preferences: PreferenceStore
  readonly escalations: EscalationStore
  readonly ledger: LedgerStore
  readonly cards: CardStore
  readonly inbox: InboxStore
  /** Adds a message to the outbox. The same key a second time changes nothing. */
  send(message: Outgoing): void
  /** Says that every card showing this object is behind; delivery refreshes it from the rows. */
  touch(view: string, ref: string): void
  /** Adds an entry to the organisation's chain, in the order of the calls. */
  record(entry: AuditEntry): void
  /** The last committed entry on an object by one of the acts; null when there is none. */
  chainEntry(organisationId: string, object: string, actions: readonly string[]): Promise<ChainEntry | null>
  /** The committed entries on any of these objects, in the order of the chain. */
  chainEntries(organisationId: string, objects: readonly string[]): Promise<ChainEntry[]>
  /** SHA-256 of the text in UTF-8, hex: what rules need of it they cannot bring themselves. */
  digest(text: string): string
}

/**
 * Letters of case numbers (DOMAIN §5.3): meeting, ballot, opinions, request, resolution, rectification, ledger, task;
 * and public notice (公示), report (报告), instruction (上级指示), election (选举).
 */
export type NumberLetter = 'D' | 'B' | 'Y' | 'Q' | 'J' | 'Z' | 'L' | 'T' | 'G' | 'R' | 'S' | 'X'

/** Opens units. A unit that fails for a passing reason (serialisation, lost connection before commit) is run again. */
export interface Storage {
  unit<T>(act: (unit: Unit) => Promise<T>): Promise<T>
}
