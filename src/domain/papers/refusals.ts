/** What papers refuse. */
export interface PaperRefusals {
  /** A step that demands evidence has none: a file, a link, or a waiver with its reason. */
  'paper/evidence-missing': { label: string; wanted: readonly string[] }
  /** A restricted paper was sent where others see it. */
  'paper/private-only': { label: string }
  /** The case is over: nothing is added to its file. */
  'paper/case-over': { number: string }
  /** The paper was deleted by the retention schedule, or withdrawn. */
  'paper/gone': Record<string, never>
  /** The final version stands; what is to change needs another document. */
  'paper/final': { title: string }
  /** Its file is being made: in a moment. */
  'paper/being-made': { title: string }
  /** Only these roles sign it, as the process names them. */
  'paper/not-the-signer': { roles: string }
  /** There is no such kind of document for this subject. */
  'paper/no-such-document': { kind: string; known: readonly string[] }
  /** Blanks that the final version may not have. */
  'paper/blanks': { blanks: readonly string[] }
  /** Larger than the platform takes; the operator can hand it out. */
  'paper/too-large': { size: string; most: string }
  /** Restricted papers leave with two people, and nobody else of the circle holds an office. */
  'paper/no-second-person': Record<string, never>
  /** Confirms another's restricted export: another holder of an office in the circle alone. */
  'paper/not-second-person': Record<string, never>
  /** It was asked for too long ago. */
  'paper/second-too-late': Record<string, never>
  /** A link came where a file is to be kept. */
  'paper/file-wanted': { what: string }
}
