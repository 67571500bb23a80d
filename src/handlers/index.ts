import type { Catalogue } from '../domain/catalogue.ts'
import { approvalFeature } from './approval/feature.ts'
import { ballotFeature } from './ballot/feature.ts'
import { castSecret } from './ballot/secret.ts'
import { castVote } from './ballot/vote.ts'
import { cadenceFeature } from './cadence/feature.ts'
import { caseCommands } from './cases/case-commands.ts'
import { checklistOfCase } from './cases/case-view.ts'
import { casesFeature } from './cases/feature.ts'
import type { ActionHandler, PaperHandler, VoteHandler } from './define/action.ts'
import type { Command } from './define/command.ts'
import type { Feature } from './define/feature.ts'
import type { StepFeature } from './define/step-feature.ts'
import type { View } from './define/view.ts'
import { duesFeature } from './dues/feature.ts'
import { electionFeature } from './election/feature.ts'
import { hardshipFeature } from './hardship/feature.ts'
import { helpCommand } from './help/help.ts'
import { instructionsFeature } from './instructions/feature.ts'
import { ledgersFeature } from './ledgers/feature.ts'
import { meetingFeature } from './meeting/feature.ts'
import { opinionsFeature } from './opinions/feature.ts'
import { organisationFeature } from './organisation/feature.ts'
import { chatChanges } from './organisation/joining.ts'
import { papersFeature } from './papers/feature.ts'
import { incoming } from './papers/receive.ts'
import { publicNoticesFeature } from './public-notices/feature.ts'
import { rectificationFeature } from './rectification/feature.ts'
import { formButtons } from './reminders/buttons.ts'
import { remindersFeature } from './reminders/feature.ts'
import { reportsFeature } from './reports/feature.ts'
import { resolutionsFeature } from './resolutions/feature.ts'
import { retentionFeature } from './retention/feature.ts'
import { settingsFeature } from './settings/feature.ts'
import { settingsCommand } from './settings/settings.ts'
import { suggestionsFeature } from './suggestions/feature.ts'
import { workFeature } from './work/feature.ts'

/** Every feature; of those that serve a step of a case, the first does. */
const features: readonly Feature[] = [
  organisationFeature,
  cadenceFeature,
  meetingFeature,
  casesFeature,
  ballotFeature,
  electionFeature,
  opinionsFeature,
  papersFeature,
  retentionFeature,
  publicNoticesFeature,
  reportsFeature,
  approvalFeature,
  instructionsFeature,
  rectificationFeature,
  workFeature,
  suggestionsFeature,
  resolutionsFeature,
  duesFeature,
  hardshipFeature,
  ledgersFeature,
  remindersFeature,
  settingsFeature,
]

/** Every command, in the order in which `docs/commands.md` lists them. */
export const commands: readonly Command[] = [
  ...features.flatMap((feature) => feature.commands ?? []),
  settingsCommand(() => commands),
  helpCommand(() => commands),
]

/** Every command of this enterprise: the features', those that its processes name for themselves, and help over all. */
export function commandsFor(catalogue: Pick<Catalogue, 'processes'>): readonly Command[] {
  const fixed = features.flatMap((feature) => feature.commands ?? [])
  const all: Command[] = [...fixed, settingsCommand(() => all), ...caseCommands(catalogue, commands)]
  all.push(helpCommand(() => all))
  return all
}

/** What serves the steps of cases; the first that serves a step does. */
export const stepFeatures: readonly StepFeature[] = features.flatMap((feature) => feature.stepFeatures ?? [])

/** Every card action. */
export const actions: readonly ActionHandler[] = [
  ...features.flatMap((feature) => feature.actions ?? []),
  ...formButtons(() => commands),
]

/** Votes: committed together, outside a unit of their own. */
export const voteHandler: VoteHandler = castVote

/** Secret papers: sealed, then committed together. */
export const paperHandler: PaperHandler = castSecret

/** Every card that stays true. */
export const views: readonly View[] = [
  checklistOfCase(() => stepFeatures),
  ...features.flatMap((feature) => feature.views ?? []),
]

/** The help among commands. */
export const helpIn = (all: readonly Command[]): Command =>
  all.find((command) => command.name === '帮助') as Command // every list has it

export { chatChanges, incoming }
