export { act } from './act.ts'
export type { Action } from './actions.ts'
export { type ArchiveRow, archiveCheck } from './archive-check.ts'
export { ruleForBody, ruleForItem } from './case-actions.ts'
export type { Completion } from './completing.ts'
export { dividedFields, lastDay } from './divided-work.ts'
export type { Effect } from './effects.ts'
export type { Item, ProcessInstance, StepState } from './instance.ts'
export { isFinished, parseInstance } from './instance.ts'
export type { Outputs } from './outputs.ts'
export { readAhead, readAnswers, readForm } from './read-form.ts'
export { itemNamed } from './repeat.ts'
export { type StartContext, start } from './start.ts'
export { objectionToExtension } from './step-actions.ts'
export {
  askedAhead,
  type FormQuestion,
  firstQuestions,
  isInternalApproval,
  questionsOf,
  sentOn,
} from './step-form.ts'
export type { ProcessTemplate, StepTemplate } from './template.ts'
export { stepNamed } from './template-parts.ts'
export { type ChecklistRow, checklist, openSteps, progress } from './views.ts'
