import type { Catalogue } from '../catalogue.ts'
import type { Unit } from '../ports/index.ts'

/** What acting on a case needs besides the unit. */
export interface CaseContext {
  readonly unit: Unit
  readonly now: Date
  readonly zone: string
  readonly catalogue: Catalogue
}

/** The view of a case's checklist; its cards' ref is the case's id. */
export const checklistView = 'case.checklist'

/** The view of "another process is now needed"; ref = case|step|process. */
export const followUpView = 'case.follow-up'
