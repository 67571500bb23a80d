import type { StepKind } from './kind.ts'

/** A publication to an audience: done by sending it. What was sent stays sent. */
export const noticeKind: StepKind = {
  id: 'notice',
  label: '通知/公示/公布',
  record: 'notice',
  unticks: false,
  asks: [{ label: '通知内容', required: true }],
  checksFile: false,
}
