import type { Approval, ApprovalState } from '../ports/decisions.ts'

/** The states of a request in the words of cards. A submitted one waits for the decision. */
export const approvalStateWords = {
  submitted: '待批复',
  returned: '退回修改',
  agreed: '同意',
  agreed_in_principle: '原则同意',
  rejected: '驳回',
} as const satisfies Record<ApprovalState, string>

/** The state in the words of its source: what a superior 驳回 on a card is 不同意 in a reply on paper. */
export const stateWordOf = ({ state, replyNumber }: Pick<Approval, 'state' | 'replyNumber'>): string =>
  state === 'rejected' && replyNumber !== null ? '不同意' : approvalStateWords[state]

/** What a superior decides on a card: 同意, 原则同意（附意见）, 退回修改, 驳回. */
export type Decision = Exclude<ApprovalState, 'submitted'>

/** What a reply from outside the system says. */
export type OutsideReply = Exclude<ApprovalState, 'submitted' | 'returned'>

/** Why an act on a request is refused. */
export type ApprovalFault =
  | 'old-revision'
  | 'own'
  | 'decided'
  | 'comment-missing'
  | 'not-returned'
  | 'superior-in-system'
  | 'reply-in-future'

/** A click on a decision. `comment` is visible text, empty when none was written. */
export interface DecisionAttempt {
  decision: Decision
  revision: number
  deciderId: string
  comment: string
}

/** Decisions that must say why, or what is to be changed. */
const needsComment: readonly ApprovalState[] = ['returned', 'rejected', 'agreed_in_principle']

/**
 * Why a decision on a card is refused; null = it stands. One decision a revision; never by one who submitted it; the
 * first reason that helps the person comes first.
 */
export function faultOfDecision(approval: Approval, attempt: DecisionAttempt): ApprovalFault | null {
  if (attempt.revision !== approval.revision) return 'old-revision'
  if (approval.state !== 'submitted') return 'decided'
  if (isAuthor(approval, attempt.deciderId)) return 'own'
  return needsComment.includes(attempt.decision) && attempt.comment === '' ? 'comment-missing' : null
}

/** Whether somebody submitted the request or any revision of it. */
export const isAuthor = (approval: Pick<Approval, 'appliedBy' | 'authors'>, memberId: string): boolean =>
  approval.appliedBy === memberId || approval.authors.includes(memberId)

/** Why a returned request cannot be submitted again; null = it can. A rejected one is final. */
export function faultOfResubmission(approval: Approval, revision: number): ApprovalFault | null {
  if (revision !== approval.revision) return 'old-revision'
  return approval.state === 'returned' ? null : 'not-returned'
}

/** A reply that came on paper. `date` is the reply's own date (local), `today` the day on which it is registered. */
export interface ReplyAttempt {
  reply: OutsideReply
  date: string | null
  today: string
  note: string
  /** Whether the superior has a group in the system, where it decides on a card. */
  reachable: boolean
}

/** Why a reply from outside cannot be registered; null = it can, once. */
export function faultOfReply(approval: Approval, attempt: ReplyAttempt): ApprovalFault | null {
  if (approval.state !== 'submitted') return 'decided'
  if (attempt.reachable) return 'superior-in-system'
  if (attempt.date !== null && attempt.date > attempt.today) return 'reply-in-future'
  return attempt.reply === 'agreed_in_principle' && attempt.note === '' ? 'comment-missing' : null
}
