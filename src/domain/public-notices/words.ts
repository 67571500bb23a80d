import type { NoticeState, ObjectionConclusion } from '../ports/public-notices.ts'

/** The states of a notice in the words of cards and ledgers. */
export const noticeStateWords = {
  open: '公示中',
  held: '期满，异议核实中',
  clear: '公示期满，无异议',
  upheld: '异议成立',
  withdrawn: '已撤回',
  published: '已发布',
  filed: '已登记',
} as const satisfies Record<NoticeState, string>

/** How an objection ended, as chosen on the card and typed. */
export const conclusionWords = {
  rejected: '不成立',
  partly: '部分成立',
  upheld: '成立',
} as const satisfies Record<ObjectionConclusion, string>

/** Views of a notice. */
export const noticeViews = {
  /** In the group, one card a text: ref = `versionRef`. */
  shown: 'public-notice.shown',
  /** The objections, for the acceptor alone: ref = the notice's id. */
  objections: 'public-notice.objections',
} as const

/** Names one text of a notice: a card stands for exactly that text. */
export const versionRef = (id: string, version: number): string => `${id}|${version}`

/** Reads a ref that `versionRef` wrote. */
export function readVersionRef(ref: string): { id: string; version: number } {
  const [id = '', version = '0'] = ref.split('|')
  return { id, version: Number(version) }
}
