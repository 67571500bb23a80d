import type { Suggestion, SuggestionState } from '../ports/suggestions.ts'

export const suggestionStateWords = {
  submitted: '待评审',
  reviewed: '待答复',
  replied: '已答复',
  effected: '已见效',
} as const satisfies Record<SuggestionState, string>

/** How an author rates the answer. */
export const ratings = ['满意', '基本满意', '不满意'] as const

/** In how many working days a suggestion must be answered (DOMAIN §2.7). */
export const answerWorkingDays = 15

/** Why an act on a suggestion is refused. */
export type SuggestionFault =
  | 'reviewed'
  | 'not-reviewed'
  | 'replied'
  | 'not-replied'
  | 'not-adopted'
  | 'reason-missing'
  | 'rated'

/** A review: adopted, or refused with its reasons; once. */
export function faultOfReview(
  { state }: Suggestion,
  adopted: boolean,
  reason: string | null,
): SuggestionFault | null {
  if (state !== 'submitted') return 'reviewed'
  return !adopted && reason === null ? 'reason-missing' : null
}

/** An answer to the author: after the review, once. */
export function faultOfReply({ state }: Suggestion): SuggestionFault | null {
  if (state === 'submitted') return 'not-reviewed'
  return state === 'reviewed' ? null : 'replied'
}

/** The effect of what was adopted, after the answer. */
export function faultOfEffect({ state, adopted }: Suggestion): SuggestionFault | null {
  if (adopted !== true) return 'not-adopted'
  return state === 'replied' || state === 'effected' ? null : 'not-replied'
}

/** The author's rating of the answer, once. */
export function faultOfRating({ state, rating }: Suggestion): SuggestionFault | null {
  if (state !== 'replied' && state !== 'effected') return 'not-replied'
  return rating === null ? null : 'rated'
}

/** Whether the answer is overdue. */
export const isOverdue = ({ state, dueOn }: Suggestion, today: string): boolean =>
  (state === 'submitted' || state === 'reviewed') && dueOn < today
