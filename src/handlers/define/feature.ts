import type { ActionHandler } from './action.ts'
import type { Command } from './command.ts'
import type { StepFeature } from './step-feature.ts'
import type { View } from './view.ts'

/** What one folder of `src/handlers/` offers to people; `src/handlers/index.ts` puts the features together. */
export interface Feature {
  /** In the order in which `docs/commands.md` lists them. */
  readonly commands?: readonly Command[]
  /** What the buttons of its cards do. */
  readonly actions?: readonly ActionHandler[]
  /** Its cards that stay true. */
  readonly views?: readonly View[]
  /** What it makes for the steps of cases. */
  readonly stepFeatures?: readonly StepFeature[]
}
