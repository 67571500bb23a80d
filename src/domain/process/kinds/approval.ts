import type { StepKind } from './kind.ts'

/** A decision by a named approver, clicked or registered from paper. */
export const approvalKind: StepKind = {
  id: 'approval',
  label: '审批',
  record: 'approval',
  unticks: false,
  asks: [
    { label: '批复文号', required: false },
    { label: '批复意见', required: false },
  ],
  checksFile: false,
}
