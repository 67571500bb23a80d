/** What calls for opinions refuse. */
export interface OpinionRefusals {
  /** Nobody is asked for opinions at present. */
  'opinions/none-open': Record<string, never>
  /** Several calls are open: which one is meant. */
  'opinions/several-open': { calls: { number: string; topic: string }[] }
  'opinions/closed': { number: string }
  /** Ended before: the second closing. */
  'opinions/ended': { number: string }
  'opinions/collated': { number: string }
  /** The person is on the roster, but not among those who are asked. */
  'opinions/not-asked': { number: string; audience: string }
  /** 署名 only. */
  'opinions/must-be-named': { number: string }
  /** An anonymous opinion in a group, where everybody sees who writes. */
  'opinions/anonymous-in-group': Record<string, never>
  'opinions/empty': { what: string }
  'opinions/too-long': { what: string; most: number; found: number }
  'opinions/not-collator': { collator: string }
  /** 缺席党员 are those of a meeting: which one. */
  'opinions/absent-of-what': Record<string, never>
  /** Originals that no line of the summary carries, by their numbers. */
  'opinions/unplaced': { missing: readonly number[] }
  'opinions/placing-unread': { text: string; lines: number }
  'opinions/no-original': { no: number; originals: number }
  /** Several lines while opinions still come in: their numbers may change. */
  'opinions/still-open': { number: string }
  'opinions/not-collated': { number: string }
  'opinions/no-line': { no: number; lines: number }
  'opinions/reason-missing': { no: number }
  /** Lines without a disposition, before the feedback. */
  'opinions/undisposed': { number: string; lines: readonly number[] }
  'opinions/fed-back': { number: string }
  'opinions/reported': { number: string; report: string }
  /** A signed opinion of somebody who is on no roster. */
  'opinions/nobody': Record<string, never>
  'opinions/deadline-too-far': { days: number }
  /** A call goes to a group; what a restricted case needs to hear is registered on its own card. */
  'opinions/restricted': { number: string }
}
