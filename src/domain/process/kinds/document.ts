import type { StepKind } from './kind.ts'

/** A document produced and signed off. */
export const documentKind: StepKind = {
  id: 'document',
  label: '文书',
  record: null,
  unticks: true,
  asks: [{ label: '材料名称或存放处', required: true }],
  checksFile: false,
}
