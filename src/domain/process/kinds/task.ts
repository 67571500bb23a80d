import type { StepKind } from './kind.ts'

/** Something done off-line and ticked off. */
export const taskKind: StepKind = {
  id: 'task',
  label: '任务',
  record: null,
  unticks: true,
  asks: [{ label: '办理情况', required: false }],
  checksFile: false,
}
