/** What retention refuses. */
export interface RetentionRefusals {
  /** The proposal was decided already. */
  'retention/decided': Record<string, never>
  /** The second confirmation must come from somebody else. */
  'retention/second-person': Record<string, never>
  /** There is no hold to lift. */
  'retention/no-hold': { what: string }
  /** It stands already. */
  'retention/held': { what: string }
}
