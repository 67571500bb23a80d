/** What can be made for a step and complete it. */
export type RecordKind = 'ballot' | 'opinions' | 'notice' | 'approval' | 'report' | 'document'

/**
 * A kind of step. What is needed to complete it besides its dependencies and outputs: a kind is one file, listed once in
 * `index.ts`.
 */
export interface StepKind {
  /** As in the templates. */
  id: string
  /** Shown on cards. */
  label: string
  /**
   * The record without which it cannot be completed (a counted ballot, a sent notice, a decision); null when ticking a row
   * of the checklist will do too. Ticked without its record it is refused with `process/needs-record`.
   */
  record: 'ballot' | 'notice' | 'approval' | null
  /** Whether a person may take it back by unticking; records stand. */
  unticks: boolean
  /** What its form asks for besides the outputs and fields that the step itself names. */
  asks: readonly { label: string; required: boolean }[]
  /** Whether the completeness of the file is checked first (`process/archive-incomplete`). */
  checksFile: boolean
}
