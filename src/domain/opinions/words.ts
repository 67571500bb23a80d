import type { OpinionCall } from '../ports/decisions.ts'

/** The words of audiences, as typed after `范围=` and shown on cards. */
export const audienceWords = {
  members: '党员',
  committee: '支委',
  absent: '缺席党员',
} as const satisfies Record<OpinionCall['audience'], string>

/** The words of naming, as shown on cards. */
export const namingWords = {
  named: '署名',
  anonymous: '匿名',
  optional: '自愿署名',
} as const satisfies Record<OpinionCall['naming'], string>

/** Views of a call. Cards of the group show the first; the other two go to named persons only. */
export const opinionViews = {
  /** ref = the call's id. */
  call: 'opinion.call',
  /** ref = `collationRef(call, page)`. */
  collation: 'opinion.collation',
  /** ref = the call's id. */
  summary: 'opinion.summary',
} as const

/** The ref of a page of raw opinions, counted from 1; the first page carries the bare id, which closing refreshes. */
export const collationRef = (callId: string, page = 1): string => (page === 1 ? callId : `${callId}|${page}`)

/** Reads a ref that `collationRef` wrote. */
export function readCollationRef(ref: string): { callId: string; page: number } {
  const [callId = '', page = '1'] = ref.split('|')
  return { callId, page: Number(page) }
}
