/** Why a due date moved. */
export type DueReason = 'rescheduled' | 'dependency' | 'calendar'

/** What an act leads to outside the instance: news for cards, reminders and other features. In order of happening. */
export type Effect =
  | { type: 'phase-opened'; phase: string; label: string }
  | { type: 'step-opened'; step: string; item: string | null }
  | {
      type: 'due-changed'
      step: string
      item: string | null
      from: string | null
      to: string | null
      why: DueReason
    }
  | { type: 'assigned'; step: string; item: string | null; from: string | null; to: string | null }
  /** Steps that must be done again, because `because` (a step's id) sent the case back or somebody unticked one. */
  | { type: 'reopened'; steps: string[]; because: string }
  /** Another process is to be started and linked; this one goes on. */
  | { type: 'start-process'; target: string; step: string; item: string | null; note: string | null }
  | { type: 'recorded'; step: string; note: string | null }
  | { type: 'held'; step: string; target: string | null; note: string | null }
  | { type: 'resumed' }
  /** A case that was over goes on. */
  | { type: 'restarted' }
  /** Ended before its last step. */
  | { type: 'closed'; reason: string }
  | { type: 'cancelled'; reason: string }
  /** Every step is finished. */
  | { type: 'completed' }
