/** What the process engine refuses. `step` and `label` name the step in the template's words. */
export interface ProcessRefusals {
  'process/unknown-step': { step: string }
  'process/not-open': { state: string }
}
