import type { StepKind } from './kind.ts'

/** A vote under a rule: done when its ballot is counted, whatever the result, and never taken back by hand. */
export const ballotKind: StepKind = {
  id: 'ballot',
  label: '表决',
  record: 'ballot',
  unticks: false,
  asks: [],
  checksFile: false,
}
