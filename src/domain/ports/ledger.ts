/** What became of one reminder: who, of what, when it was owed, planned, sent and read, or why it was not sent. */
export interface ReminderRecord {
  id: string
  /** Under which it exists once; for one that is still to be addressed, subject, ref and stage. */
  key: string
  organisationId: string
  organisation: string
  /** The person's name, or null for a group chat and where the recipients are not known yet. */
  person: string | null
  memberId: string | null
  chatId: string | null
  view: string
  ref: string
  /** When the rule asked for it. */
  owedAt: Date
  /** When it was, or is to be, sent at the earliest: later than owed where it was put off. */
  dueAt: Date
  /** When it was planned; null for one that waits for its recipients. */
  plannedAt: Date | null
  sentAt: Date | null
  readAt: Date | null
  state: string
  /** Word of `domain/reminders/reasons.ts`, or the sentence of a failure. */
  reason: string | null
  messageId: string | null
}

/** Which part of the ledger is asked for, by the instant at which reminders were owed. */
export interface LedgerQuery {
  /** Null: all. */
  organisationIds: readonly string[] | null
  from: Date
  to: Date
  /** Continue after this record. */
  after: { owedAt: Date; id: string } | null
  limit: number
  /** Latest first. */
  backwards?: boolean
}

export interface LedgerStore {
  records(query: LedgerQuery): Promise<ReminderRecord[]>
  /** A person has opened messages; reminders among them are marked, the first time only. */
  markRead(platform: string, messageIds: readonly string[], memberId: string): Promise<void>
}
