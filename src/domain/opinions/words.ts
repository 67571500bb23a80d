import type { Disposition, OpinionCall } from '../ports/decisions.ts'

/** The words of audiences, as typed after `范围=` and shown on cards. */
export const audienceWords = {
  members: '党员',
  committee: '支委',
  absent: '缺席党员',
  staff: '职工',
} as const satisfies Record<OpinionCall['audience'], string>

/** The words of naming, as shown on cards. */
export const namingWords = {
  named: '署名',
  anonymous: '匿名',
  optional: '自愿署名',
} as const satisfies Record<OpinionCall['naming'], string>

/** What became of a line, as typed in `/意见 处理` and shown. */
export const dispositionWords = {
  adopted: '采纳',
  partly: '部分采纳',
  rejected: '未采纳',
} as const satisfies Record<Disposition, string>

/** Views of a call. Cards of the group show the first; the other two go to named persons only. */
export const opinionViews = {
  /** ref = the call's id. */
  call: 'opinion.call',
  /** ref = `collationRef(call, page)`. */
  collation: 'opinion.collation',
  /** ref = the call's id. */
  summary: 'opinion.summary',
  /** What became of a person's own opinion: ref = the call's id; for each author alone. */
  own: 'opinion.own',
} as const

/** The ref of a page of raw opinions, counted from 1; the first page carries the bare id, which closing refreshes. */
export const collationRef = (callId: string, page = 1): string => (page === 1 ? callId : `${callId}|${page}`)

/** Reads a ref that `collationRef` wrote. */
export function readCollationRef(ref: string): { callId: string; page: number } {
  const [callId = '', page = '1'] = ref.split('|')
  return { callId, page: Number(page) }
}
