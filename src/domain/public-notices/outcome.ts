import type { NoticeState, Objection, PublicNotice } from '../ports/public-notices.ts'

/** Objections that are still to be concluded. */
export const openObjections = <O extends Pick<Objection, 'conclusion'>>(objections: readonly O[]): O[] =>
  objections.filter((one) => one.conclusion === null)

/**
 * What the end of a period comes to: held while an objection is not concluded; upheld when one was right, wholly or in
 * part; else clear.
 */
export function outcomeOf(
  objections: readonly Pick<Objection, 'conclusion'>[],
): Extract<NoticeState, 'held' | 'upheld' | 'clear'> {
  if (openObjections(objections).length > 0) return 'held'
  return objections.some((one) => one.conclusion !== 'rejected') ? 'upheld' : 'clear'
}

/** Whether objections are taken: the period runs and its last hour has not struck. */
export const takesObjections = (
  { state, endsAt }: Pick<PublicNotice, 'state' | 'endsAt'>,
  now: Date,
): boolean => state === 'open' && endsAt !== null && now < endsAt

/** Whether the matter is still before its end: it can be concluded, and in `open` also extended or corrected. */
export const isPending = ({ state }: Pick<PublicNotice, 'state'>): boolean =>
  state === 'open' || state === 'held'

/** 「公示期满，未收到异议」, and the like (DOMAIN §5.2 card 6). */
export function outcomeWords(
  state: NoticeState,
  objections: readonly Pick<Objection, 'conclusion'>[],
): string {
  const n = objections.length
  const words: Partial<Record<NoticeState, string>> = {
    held: `公示期满，收到异议${n}件，正在核实。核实结论作出前，公示事项暂不生效。`,
    clear: n === 0 ? '公示期满，未收到异议。' : `公示期满，收到异议${n}件，经核实均不成立。`,
    upheld: `公示期满，收到异议${n}件，经核实有异议成立，公示事项不按原内容执行。`,
  }
  return words[state] ?? ''
}
