import type { StepKind } from './kind.ts'

/** A vote under a rule: done when its ballot is counted, whatever the result, and never taken back by hand. */
export const ballotKind: StepKind = {
  id: 'ballot',
  label: '表决',
  record: 'ballot',
  unticks: false,
  asks: [{ label: '表决情况（应到、实到、赞成、反对、弃权）', required: true }],
  checksFile: false,
}
