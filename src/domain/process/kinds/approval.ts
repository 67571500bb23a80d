import type { StepKind } from './kind.ts'

/** A decision by a named approver, clicked or registered from paper. */
export const approvalKind: StepKind = {
  id: 'approval',
  label: '审批',
  record: 'approval',
  unticks: false,
  checksFile: false,
}
