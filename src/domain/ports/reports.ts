import type { Secrecy } from '../instructions/secrecy.ts'
import type { ReportKind } from '../reports/kinds.ts'

/**
 * `sent` = in the superior's group, not signed for; `received` = signed for; `returned` = to be corrected; `drafted` =
 * for a superior outside the system, to be handed over; `delivered` = handed over there, with its date and way.
 */
export type ReportState = 'sent' | 'received' | 'returned' | 'drafted' | 'delivered'

/** A 报告. `superiorId` is null where the superior is outside the system. Dates are local. */
export interface Report {
  id: string
  organisationId: string
  superiorId: string | null
  addressee: string
  number: string
  kind: ReportKind
  matter: string
  body: string
  state: ReportState
  revision: number
  meetingId: string | null
  instructionId: string | null
  caseId: string | null
  step: string | null
  submittedBy: string
  submittedAt: Date
  /** Everybody who submitted a revision of it. */
  authors: string[]
  handledBy: string | null
  handledAt: Date | null
  comment: string | null
  sentOn: string | null
  sentBy: string | null
  sentNumber: string | null
}

export interface ReportStore {
  insert(report: Report): Promise<void>
  get(id: string): Promise<Report | null>
  /** Locks the row: of a receipt and a return in the same instant one is first. */
  getForUpdate(id: string): Promise<Report | null>
  byNumber(organisationId: string, number: string): Promise<Report | null>
  update(id: string, change: Partial<Omit<Report, 'id' | 'organisationId' | 'number'>>): Promise<void>
  latest(organisationId: string, limit: number): Promise<Report[]>
  /** Reports addressed to a superior, those not signed for first, then the latest. */
  addressedTo(superiorId: string, limit: number): Promise<Report[]>
  ofMeeting(meetingId: string): Promise<Report[]>
}

/** `registered` = to be carried out; `executed` = carried out, to be reported; `reported` = the superior has the report. */
export type InstructionState = 'registered' | 'executed' | 'reported'

/** An instruction of the superior. Of a classified one neither title nor execution is kept. Dates are local. */
export interface Instruction {
  id: string
  organisationId: string
  number: string
  title: string | null
  documentNumber: string | null
  issuer: string | null
  secrecy: Secrecy
  classified: boolean
  receivedOn: string
  dueOn: string | null
  state: InstructionState
  execution: string | null
  caseId: string | null
  registeredBy: string
  registeredAt: Date
  closedAt: Date | null
}

export interface InstructionStore {
  insert(instruction: Instruction): Promise<void>
  get(id: string): Promise<Instruction | null>
  byNumber(organisationId: string, number: string): Promise<Instruction | null>
  getForUpdate(id: string): Promise<Instruction | null>
  update(id: string, change: Partial<Omit<Instruction, 'id' | 'organisationId' | 'number'>>): Promise<void>
  latest(organisationId: string, limit: number): Promise<Instruction[]>
  /** Those that are not reported on yet, in the order of their numbers. */
  open(organisationId: string): Promise<Instruction[]>
}
