import type { ApprovalState } from '../ports/decisions.ts'

/** What elections refuse. */
export interface ElectionRefusals {
  'election/none': { number: string | null }
  'election/namesakes': Record<string, never>
  'election/not-electable': { name: string }
  'election/elected-already': { name: string }
  'election/too-few': { given: number; seats: number; least: number }
  /** A step that is not due in this state; `next` says what is. */
  'election/not-now': { number: string; next: string }
  'election/nomination-over': { number: string }
  'election/nobody-named': Record<string, never>
  'election/too-many-named': { named: number; most: number }
  /** The superior has not agreed to the list. */
  'election/no-consent': { number: string; request: string; state: ApprovalState | null }
  /** Elected in another kind of organisation. */
  'election/other-body': { body: string; offered: string[] }
  /** Not more than half of the electors, or more than there are, agreed to fewer seats. */
  'election/reduction-not-agreed': { agreed: number; eligible: number; present: number }
  'election/running': { number: string; body: string }
}
