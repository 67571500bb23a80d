import type { Cadences } from './cadence/cadence-file.ts'
import type { WorkingCalendar } from './calendar/working-calendar.ts'
import type { ProcessTemplate } from './process/template.ts'
import type { VotingRule } from './voting/rule.ts'

/** The rules of the field as loaded from `templates/`: everything that is data and not code. */
export interface Catalogue {
  processes: ReadonlyMap<string, ProcessTemplate>
  votingRules: ReadonlyMap<string, VotingRule>
  cadences: Cadences
  calendar: WorkingCalendar
}
