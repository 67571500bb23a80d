import type { StepKind } from './kind.ts'

/** Data entered on a card; what its outputs say steers later conditions. */
export const formKind: StepKind = {
  id: 'form',
  label: '表单',
  record: null,
  unticks: true,
  asks: [],
  checksFile: false,
}
