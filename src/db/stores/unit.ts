import { v5 as uuidv5, v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../clock.ts'
import {
  type AuditEntry,
  type FieldKeys,
  type Outgoing,
  type Storage,
  type Unit,
  withoutKeys,
} from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { attachmentStore } from './attachments.ts'
import { appendAudit, chainEntries, chainEntry, sha256 } from './audit-chain.ts'
import { ballotStore } from './ballots.ts'
import { cadenceFactStore } from './cadence-facts.ts'
import { takeNumber } from './case-numbers.ts'
import type { StoreContext, Tx } from './context.ts'
import { countSheetStore } from './count-sheets.ts'
import { approvalStore, opinionStore } from './decisions.ts'
import { documentStore } from './documents.ts'
import { dueStore } from './dues.ts'
import { dutyRecordStore } from './duty-records.ts'
import { electionStore } from './elections.ts'
import { escalationStore } from './escalations.ts'
import { inboxStore } from './inbox.ts'
import { ledgerRowStore } from './ledger-rows.ts'
import { attendanceStore, meetingStore, reminderStore } from './meetings.ts'
import { organisationStore, proposalStore } from './organisations.ts'
import { cardStore, insertOutgoing, touchCards } from './outbox.ts'
import { overrideStore, urgingStore } from './overrides.ts'
import { paperJobStore } from './paper-jobs.ts'
import { preferenceStore } from './preferences.ts'
import { processStore } from './processes.ts'
import { publicNoticeStore } from './public-notices.ts'
import { rectificationStore } from './rectification.ts'
import { ledgerStore } from './reminder-ledger.ts'
import { instructionStore, reportStore } from './reports.ts'
import { resolutionStore } from './resolutions.ts'
import { retentionStore } from './retention.ts'
import { rosterStore } from './rosters.ts'
import { sealedVoteStore } from './sealed-votes.ts'
import { settingStore } from './settings.ts'
import { stepRecordStore } from './step-records.ts'
import { dataKeyRows, evidenceStore, storedFileStore } from './stored-files.ts'
import { suggestionStore } from './suggestions.ts'
import { taskStore } from './tasks.ts'
import { yearPlanStore } from './year-plans.ts'

/** What a unit of work runs on: something that opens transactions. */
export interface Transactions {
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

export interface StorageOptions {
  db: Transactions
  tenantId: string
  clock: Clock
  /** Keys of restricted texts; without them such texts are stored as they are. */
  fieldKeys?: FieldKeys
  /** Called after a commit that left something to deliver; a hint, never the truth. */
  onOutgoing?: () => void
}

const tries = 4

/**
 * Opens units on PostgreSQL. What a unit collects (audit, messages, touched cards) is written at its end in a fixed
 * order: messages, cards, then the chain heads, so that units do not wait for each other in a circle.
 */
export function createStorage({
  db,
  tenantId,
  clock,
  fieldKeys = withoutKeys,
  onOutgoing,
}: StorageOptions): Storage {
  const once = async <T>(act: (unit: Unit) => Promise<T>): Promise<T> => {
    const left = { outgoing: false }
    const result = await db.transaction(async (tx) => {
      const fields = fieldKeys.on(dataKeyRows({ tx, tenantId, now: clock.now() }))
      const context: StoreContext = { tx, tenantId, now: clock.now(), newId: () => uuidv7(), fields }
      const collected = {
        audit: [] as AuditEntry[],
        outgoing: [] as Outgoing[],
        touched: new Map<string, { view: string; ref: string }>(),
      }
      const answer = await act(unitOn(context, collected))
      const touched = [...collected.touched.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, one]) => one)
      await insertOutgoing(context, collected.outgoing)
      await touchCards(context, touched)
      await appendAudit(context, collected.audit)
      left.outgoing = collected.outgoing.length > 0 || touched.length > 0
      return answer
    })
    if (left.outgoing) onOutgoing?.()
    return result
  }
  return { unit: (act) => retrying(() => once(act)) }
}

function unitOn(
  context: StoreContext,
  collected: {
    audit: AuditEntry[]
    outgoing: Outgoing[]
    touched: Map<string, { view: string; ref: string }>
  },
): Unit {
  return {
    tenantId: context.tenantId,
    now: context.now,
    newId: context.newId,
    idOf: (name) => uuidv5(name, context.tenantId),
    nextNumber: (organisationId, letter, year) => takeNumber(context, organisationId, letter, year),
    organisations: organisationStore(context),
    rosters: rosterStore(context),
    proposals: proposalStore(context),
    processes: processStore(context),
    stepRecords: stepRecordStore(context),
    meetings: meetingStore(context),
    attendance: attendanceStore(context),
    reminders: reminderStore(context),
    ballots: ballotStore(context),
    countSheets: countSheetStore(context),
    sealedVotes: sealedVoteStore(context),
    elections: electionStore(context),
    resolutions: resolutionStore(context),
    opinions: opinionStore(context),
    approvals: approvalStore(context),
    cadence: cadenceFactStore(context),
    publicNotices: publicNoticeStore(context),
    rectifications: rectificationStore(context),
    dues: dueStore(context),
    suggestions: suggestionStore(context),
    ledgerRows: ledgerRowStore(context),
    reports: reportStore(context),
    instructions: instructionStore(context),
    tasks: taskStore(context),
    overrides: overrideStore(context),
    dutyRecords: dutyRecordStore(context),
    urgings: urgingStore(context),
    yearPlans: yearPlanStore(context),
    settings: settingStore(context),
    files: storedFileStore(context),
    evidence: evidenceStore(context),
    attachments: attachmentStore(context),
    documents: documentStore(context),
    paperJobs: paperJobStore(context),
    retention: retentionStore(context),
    preferences: preferenceStore(context),
    escalations: escalationStore(context),
    ledger: ledgerStore(context),
    cards: cardStore(context),
    inbox: inboxStore(context),
    send: (message) => void collected.outgoing.push(message),
    touch: (view, ref) => void collected.touched.set(`${view}|${ref}`, { view, ref }),
    record: (entry) => void collected.audit.push(entry),
    chainEntry: (organisationId, object, actions) => chainEntry(context, organisationId, object, actions),
    chainEntries: (organisationId, objects) => chainEntries(context, organisationId, objects),
    digest: sha256,
  }
}

/** SQLSTATEs and network codes after which the same unit may simply be run again: nothing of it was committed. */
const passing = new Set([
  '40001',
  '40P01',
  '55P03',
  '57P01',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
])

/** The SQLSTATE or network code of a failed statement, through the ORM's wrapper. */
export function failureCode(error: unknown): string | null {
  for (let one: unknown = error; one instanceof Error; one = one.cause)
    if ('code' in one && typeof one.code === 'string') return one.code
  return null
}

/** Whether a failure is the database's passing one (and not a refusal or a bug). */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof Refusal) && passing.has(failureCode(error) ?? '')

/**
 * Runs again what failed in passing; only for what may be repeated. A commit whose answer was lost is safe to run again
 * too: every unit that comes from outside begins with its inbox mark, and finds it.
 */
export async function retrying<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === tries || !isPassing(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 * 4 ** attempt * (0.5 + Math.random() / 2)))
    }
  }
}
