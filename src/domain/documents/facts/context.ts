import type { Catalogue } from '../../catalogue.ts'
import type { Unit } from '../../ports/index.ts'

/** What reading facts out of the records needs. `today` is the local date of `now`. */
export interface FactContext {
  readonly unit: Unit
  readonly now: Date
  readonly today: string
  readonly zone: string
  readonly catalogue: Catalogue
}
