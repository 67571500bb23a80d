import type { StepKind } from './kind.ts'

/** Opinions heard and collated; hearing is no vote, and no opinion received is evidence too. */
export const opinionsKind: StepKind = {
  id: 'opinions',
  label: '征求意见',
  record: null,
  unticks: true,
  asks: [],
  checksFile: false,
}
