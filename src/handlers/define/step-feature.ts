import type { Catalogue } from '../../domain/catalogue.ts'
import type { ProcessCase } from '../../domain/ports/index.ts'
import type { StepTemplate } from '../../domain/process/index.ts'
import type { RecordKind } from '../../domain/process/kinds/kind.ts'

/** A step of a running case for which something is to be made. */
export interface StepAtHand {
  found: ProcessCase
  step: StepTemplate
  item: string | null
  /** The agenda item's title, or the case's. */
  title: string
}

/** What there is of a case besides its steps: a meeting, and what was made for its steps. */
export interface CaseHas {
  meeting: boolean
  records: ReadonlySet<RecordKind>
}

/**
 * How a feature serves a kind of step: the button that a case's card offers for it, and the command that the button opens
 * as a form. The command takes `forStep: optional(keyed(caseStep(serves)))`, binds what it makes with `bindToStep`, and
 * says `recordIsReady` once it is there. A step is served by the first feature of the list that says so; by its kind and
 * settings, never by the id of a process.
 */
export interface StepFeature {
  /** A verb, at most 8 characters: `发起表决`. */
  readonly button: string
  readonly serves: (step: StepTemplate) => boolean
  /** Whether it can serve it here, where that hangs on what the enterprise has loaded and the case has; default: always. */
  readonly offered?: (step: StepTemplate, catalogue: Catalogue, has: CaseHas) => boolean
  /** Shows nothing of a restricted matter in a group, so that it is offered for restricted cases too. */
  readonly discreet?: true
  /** The verb of the command. */
  readonly command: string
  /** Parameters that are known already, by the command's names for them, as a person would write them; up to 200 characters. */
  readonly texts: (at: StepAtHand) => Record<string, string>
}
