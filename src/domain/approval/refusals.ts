import type { ApprovalState } from '../ports/decisions.ts'

/** What requests to superiors refuse. */
export interface ApprovalRefusals {
  /** No superior is known and none was named. */
  'approval/no-addressee': Record<string, never>
  /** Addressed to a superior of the system that is not the branch's own. */
  'approval/skips-level': { addressee: string; superior: string }
  'approval/too-long': { what: string; most: number; found: number }
  /** A card of an earlier revision. */
  'approval/old-revision': { number: string; revision: number }
  /** By one who submitted it. */
  'approval/own': { number: string }
  /** Decided before: who, when and how, in words; the time is local. */
  'approval/decided': { number: string; by: string; at: string; how: string }
  /** 退回修改, 驳回 and 原则同意 say why, what to change, or under which conditions. */
  'approval/comment-missing': { what: string; example: string }
  /** Submitted again although it was not returned. */
  'approval/not-returned': { number: string; state: ApprovalState }
  /** The superior decides on a card; nothing is to be registered. */
  'approval/superior-in-system': { number: string; superior: string }
  /** A scan of a reply that was not registered from paper. */
  'approval/no-reply': { number: string }
  'approval/reply-in-future': { date: string }
}
