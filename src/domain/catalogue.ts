import type { Cadences } from './cadence/cadence-file.ts'
import type { WorkingCalendar } from './calendar/working-calendar.ts'
import type { DocumentLayout } from './documents/layout.ts'
import type { ProcessTemplate } from './process/template.ts'
import type { RetentionClass } from './retention/classes.ts'
import type { VotingRule } from './voting/rule.ts'
import type { RuleHistory } from './voting/rule-book.ts'

/** The rules of the field as loaded from `templates/`: everything that is data and not code. */
export interface Catalogue {
  processes: ReadonlyMap<string, ProcessTemplate>
  /** The newest version of each rule. */
  votingRules: ReadonlyMap<string, VotingRule>
  /** All versions, for votes of other days. */
  ruleHistory: RuleHistory
  cadences: Cadences
  /** Layouts of documents, by id. */
  documents: ReadonlyMap<string, DocumentLayout>
  /** Classes of the retention schedule, by id. */
  retention: ReadonlyMap<string, RetentionClass>
  calendar: WorkingCalendar
}
