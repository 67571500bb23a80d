import type { StepKind } from './kind.ts'

/** A submission to a superior, registered as sent. */
export const reportKind: StepKind = {
  id: 'report',
  label: '报告',
  record: null,
  unticks: true,
  asks: [{ label: '报送方式和时间', required: false }],
  checksFile: false,
}
