import type {
  Rectification,
  RectificationAct,
  RectificationEntry,
  RectificationState,
} from '../ports/rectification.ts'

export const rectificationStateWords = {
  doing: '整改中',
  submitted: '待验收',
  closed: '已销号',
} as const satisfies Record<RectificationState, string>

export const rectificationActWords = {
  progress: '进展',
  finished: '报验',
  accepted: '销号',
  returned: '退回',
  reopened: '重开',
} as const satisfies Record<RectificationAct, string>

/** Why an act on an item is refused. */
export type RectificationFault = 'closed' | 'own' | 'no-progress' | 'not-submitted'

/**
 * Why an item cannot be accepted; null = it can. By another person than its owner and than whoever wrote its progress;
 * and only when somebody has written what was done (DOMAIN §2.10, `verify`).
 */
export function faultOfAcceptance(
  item: Rectification,
  entries: readonly RectificationEntry[],
  by: string,
): RectificationFault | null {
  if (item.state === 'closed') return 'closed'
  const reports = sinceReopening(entries).filter((one) => one.kind === 'progress' || one.kind === 'finished')
  if (item.ownerId === by || reports.some((one) => one.writtenBy === by)) return 'own'
  return reports.length === 0 ? 'no-progress' : null
}

/** What was written before a return or reopening proves nothing any more. */
function sinceReopening(entries: readonly RectificationEntry[]): readonly RectificationEntry[] {
  const last = entries.findLastIndex((one) => one.kind === 'reopened' || one.kind === 'returned')
  return entries.slice(last + 1)
}

/** Where an item is after it was given back: returned before the acceptance, reopened after it; null = it is open. */
export const backTo = ({
  state,
}: Pick<Rectification, 'state'>): Extract<RectificationAct, 'returned' | 'reopened'> | null =>
  state === 'closed' ? 'reopened' : state === 'submitted' ? 'returned' : null

/** Whether everything that came of a case is accepted; false also where nothing came of it. */
export const allClosed = (items: readonly Pick<Rectification, 'state'>[]): boolean =>
  items.length > 0 && items.every((one) => one.state === 'closed')
