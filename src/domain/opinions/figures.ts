import type { Opinion, OpinionCall } from '../ports/decisions.ts'

/** What came in: opinions with a name, without one, and how many said that they have none. */
export interface OpinionFigures {
  named: number
  anonymous: number
  none: number
}

/** Below so many anonymous opinions neither their number nor their text is shown (DOMAIN §7.3 rule 3). */
export const leastAnonymous = 3

export const figuresOf = (opinions: readonly Pick<Opinion, 'memberId' | 'none'>[]): OpinionFigures => ({
  named: opinions.filter((one) => !one.none && one.memberId !== null).length,
  anonymous: opinions.filter((one) => !one.none && one.memberId === null).length,
  none: opinions.filter((one) => one.none).length,
})

/** Everything that came in, whatever its kind. */
export const totalOf = ({ named, anonymous, none }: OpinionFigures): number => named + anonymous + none

/** How an opinion of this person is kept. `named` where the call asks for names, whatever was wished. */
export const isAnonymous = (naming: OpinionCall['naming'], wished: boolean): boolean =>
  naming === 'anonymous' || (naming === 'optional' && wished)

/**
 * The parts that may be shown: null = the total only, because a part of one or two anonymous opinions could point to
 * persons. A call that takes names only has no anonymous part to protect.
 */
export const shownFigures = (
  call: Pick<OpinionCall, 'naming'>,
  figures: OpinionFigures,
): OpinionFigures | null => (call.naming === 'named' || figures.anonymous >= leastAnonymous ? figures : null)

/** 「已收到n条（署名a、匿名b、表示无意见c）」, or the total only. */
export function figureWords(call: Pick<OpinionCall, 'naming'>, figures: OpinionFigures): string {
  const total = totalOf(figures)
  const shown = shownFigures(call, figures)
  if (total === 0) return '尚未收到意见'
  if (!shown) return `已收到${total}条`
  const parts = [
    ...(call.naming === 'anonymous' ? [] : [`署名${shown.named}`]),
    ...(call.naming === 'named' ? [] : [`匿名${shown.anonymous}`]),
    `表示无意见${shown.none}`,
  ]
  return `已收到${total}条（${parts.join('、')}）`
}

/** The summary that the figures alone give, where nobody said anything; null = somebody has to collate. */
export function summaryWithoutOpinions({ named, anonymous, none }: OpinionFigures): string | null {
  if (named + anonymous > 0) return null
  return none === 0 ? '未收到意见' : `未收到意见，${none}条表示没有意见`
}
