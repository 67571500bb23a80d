/**
 * What the process engine refuses. `label` is the step's label in the template's words; `because` and `missing` are
 * labels of other steps.
 */
export interface ProcessRefusals {
  'process/unknown-step': { step: string }
  /** The case is closed or cancelled. */
  'process/not-open': { state: string }
  /** The case is held until `label` is done again (null: until it is resumed). */
  'process/held': { label: string | null; note: string | null }
  /** A held case was expected, and it is not. */
  'process/not-held': Record<string, never>
  /** Steps that must be done first. */
  'process/step-waiting': { label: string; missing: string[] }
  /** A gate of an earlier phase is still closed: `because` is the step that opens it. */
  'process/gate-closed': { label: string; because: string }
  /** The step does not apply in this case (its condition does not hold). */
  'process/step-skipped': { label: string }
  'process/already-done': { label: string }
  /** Only a done or waived step can be taken back. */
  'process/not-done': { label: string }
  /** Done in a way that cannot be unticked, or something that rests on it was decided meanwhile. */
  'process/cannot-reopen': { label: string; because: string }
  'process/reason-missing': { label: string }
  /** The step needs these values (as labels); a plain tick does not give them. */
  'process/needs-outputs': { label: string; outputs: string[] }
  'process/bad-output': { label: string; output: string }
  /** Values that a finished step was decided on cannot be changed any more. */
  'process/outputs-fixed': { label: string; because: string }
  /** Completed by its own record (a counted ballot, a sent notice, a decision), never by a tick. */
  'process/needs-record': { label: string; kind: 'ballot' | 'notice' | 'approval' }
  /** The file is not complete: what is missing, as labels. */
  'process/archive-incomplete': { missing: string[] }
  /** 已超过规定时限: only a waiver (with the superior's consent) or another date helps. `due` is a local date. */
  'process/hard-deadline-passed': { label: string; due: string }
  /** A hard deadline is not put off on application. */
  'process/hard-deadline-stays': { label: string }
  /** `due` is a local date; null = the step has none. */
  'process/extension-not-later': { label: string; due: string | null }
  /** The step prepares a meeting: `latest` is its day. */
  'process/extension-after-meeting': { label: string; latest: string }
  /** Nobody answers for the case. */
  'process/nobody-decides': Record<string, never>
  /** The step stands once for each item: which one is meant. */
  'process/which-item': { label: string; items: string[] }
  /** The item was put to the vote already and stays on the agenda. */
  'process/item-decided': { item: string }
  /** The process does not come round with the calendar. */
  'process/no-routine': { label: string }
  /** The calendar started it for this period already. */
  'process/period-started': { label: string }
  /** Tasks or cases that came of it are not closed yet: their numbers. */
  'process/tasks-open': { label: string; numbers: string[] }
  /** Only a case that is over can be taken up again. */
  'process/not-over': Record<string, never>
  /** The process has no meeting whose time could be moved. */
  'process/no-meeting-time': { label: string }
}
