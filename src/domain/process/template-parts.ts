import { declaredOutputs } from './outputs.ts'
import type { ProcessTemplate, StepTemplate } from './template.ts'

/** The step of that id, if the template has it. */
export const stepNamed = ({ steps }: ProcessTemplate, id: string): StepTemplate | undefined =>
  steps.find((step) => step.id === id)

/** Which steps put out a value of this name. */
export const makersOf = ({ steps }: ProcessTemplate, name: string): StepTemplate[] =>
  steps.filter((step) => declaredOutputs(step).some((output) => output.name === name))

/** Gates whose step leaves a document without naming one: whoever counts the present writes the attendance list. */
const documentsOfGates: Readonly<Record<string, string>> = { quorum: 'attendance', attendance: 'attendance' }

/** Whether a step leaves the document of that name in the file. */
export const provides = ({ config, gate }: StepTemplate, doc: string): boolean =>
  config.doc === doc || (gate !== null && documentsOfGates[gate] === doc)
