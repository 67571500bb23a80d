/** What the register of exemptions, moved windows, make-ups, urgings and plans refuses. */
export interface CadenceRefusals {
  /** The obligation is counted by another kind of period. */
  'obligation/wrong-period': { label: string; example: string }
  /** The organisation does not have the obligation in that period. */
  'obligation/not-applicable': { label: string; period: string }
  'group/needed': { known: string[] }
  /** 至少: the rule knows no exception. */
  'override/no-exemption': { label: string; rule: string }
  'override/on-file': { label: string; period: string; what: string }
  /** The document is dated ahead. */
  'override/document-ahead': { date: string }
  /** The moved window must reach beyond the period, and not past the one after it. */
  'override/until': { end: string; latest: string }
  'override/withdrawn': Record<string, never>
  /** Urged about it today already. */
  'urging/today': { branch: string; label: string }
  /** Nothing can be done about it now: held, excused, or missed for good. */
  'urging/nothing-open': { branch: string; label: string }
  'urging/nobody-there': { branch: string }
  'urging/none': Record<string, never>
  /** The organisation has not chosen the duty. */
  'register/off': { label: string }
  'register/ahead': { label: string; period: string }
  'register/people': { label: string }
  /** A pair is two people. */
  'register/pair': { label: string }
  /** All of it is in the register already. */
  'register/present': { label: string }
  'register/none': { label: string }
  'plan/past-year': { year: number }
  /** The day lies outside the period of its item, or in the past. */
  'plan/outside': { period: string; start: string; end: string }
  'plan/arranged': { number: string }
  'plan/filed': { year: number }
  /** The job is at it. */
  'plan/arranging': { year: number }
  'plan/nothing-to-arrange': { year: number }
}
