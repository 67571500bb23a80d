/** What suggestions refuse. */
export interface SuggestionRefusals {
  'suggestion/anonymous-in-group': Record<string, never>
  /** Neither the author, nor of the circle, nor adopted. */
  'suggestion/not-yours': { number: string }
  /** Refused without reasons. */
  'suggestion/reason-missing': { number: string }
  'suggestion/reviewed': { number: string }
  'suggestion/not-reviewed': { number: string }
  'suggestion/replied': { number: string }
  'suggestion/not-replied': { number: string }
  'suggestion/not-adopted': { number: string }
  'suggestion/rated': { number: string }
}
