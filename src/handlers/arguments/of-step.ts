import type { StepTemplate } from '../../domain/process/index.ts'
import type { Arg } from '../define/argument.ts'
import { caseStep, type ForStep } from './case-step.ts'

/** `步骤=J2026-001`: the step of a case that the command serves, where 事项 already means what it is about. */
export const ofStep = (
  serves: (step: StepTemplate) => boolean,
  how: { discreet?: boolean | undefined } = {},
): Arg<ForStep> => ({
  ...caseStep(serves, how),
  keys: ['步骤', '所属事项'],
})
