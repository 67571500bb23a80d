import type { StepKind } from './kind.ts'

/** A document produced and signed off. */
export const documentKind: StepKind = {
  id: 'document',
  label: '文书',
  record: null,
  unticks: true,
  checksFile: false,
}
