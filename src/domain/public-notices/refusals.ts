/** What publications refuse. */
export interface PublicNoticeRefusals {
  /** The text speaks of a penalty, which no group is shown. */
  'notice/penalty': Record<string, never>
  /** The text says more of a person than is needed. */
  'notice/personal-data': { found: string[]; aid: boolean }
  'notice/no-period': { number: string; kind: string }
  /** Over, taken back, or without a period: in words. */
  'notice/closed': { number: string; state: string }
  'notice/already-said': { number: string }
  'notice/not-acceptor': { acceptor: string }
  /** An objection without a name in a group, where everybody sees who writes. */
  'notice/anonymous-in-group': Record<string, never>
  /** A signed objection of somebody who is on no roster. */
  'notice/nobody': { acceptor: string }
  'notice/no-objection': { no: number }
  'notice/concluded': { no: number }
  /** Concluded without saying what was found. */
  'notice/no-inquiry': { no: number }
  'notice/own-objection': { no: number }
  'notice/same-text': { number: string }
}
