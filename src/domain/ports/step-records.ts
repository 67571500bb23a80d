import type { Outputs } from '../process/index.ts'
import type { RecordKind } from '../process/kinds/kind.ts'

/** Which step of which case; `item` where the step stands once for each agenda item. */
export interface StepLink {
  caseId: string
  step: string
  item: string | null
}

/** What was made for a step: a ballot, a call for opinions, a notice, a request, a report, a document. */
export interface StepRecord extends StepLink {
  kind: RecordKind
  /** Its id. */
  ref: string
  /** What people call it: its number. */
  label: string
  /** It exists as the step needs it: counted, collated, sent, decided. */
  ready: boolean
  /** What it says to the process. */
  outputs: Outputs
  by: string | null
  /** When it completed the step; null = not yet. */
  usedAt: Date | null
}

export interface StepRecordStore {
  insert(record: StepRecord): Promise<void>
  of(kind: RecordKind, ref: string): Promise<StepRecord | null>
  /** Of a case, in the order in which they were made. */
  ofCase(caseId: string): Promise<StepRecord[]>
  save(record: StepRecord): Promise<void>
}
