import type { StepKind } from './kind.ts'

/** The file is closed, after the check that nothing is missing. */
export const archiveKind: StepKind = {
  id: 'archive',
  label: '归档',
  record: null,
  unticks: true,
  asks: [{ label: '存放处', required: false }],
  checksFile: true,
}
