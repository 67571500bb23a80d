/** What the register of instructions refuses. */
export interface InstructionRefusals {
  /** A classified document without its number: nothing else of it may be kept. */
  'instruction/number-missing': Record<string, never>
  /** Text of a classified document. */
  'instruction/classified': { number: string }
  /** Measures of its case that are not accepted yet. */
  'instruction/open-items': { number: string; items: readonly string[] }
  'instruction/done': { number: string; state: string }
  /** Reported before it was carried out. */
  'instruction/not-executed': { number: string }
}
