import type { Feature } from '../define/feature.ts'
import { executeInstruction, listInstructions } from './execute.ts'
import { registerInstruction } from './register.ts'

/** Instructions from above and their execution. */
export const instructionsFeature: Feature = {
  commands: [registerInstruction, executeInstruction, listInstructions],
}
