import { type DutyWording, stateWords } from './duty-wording.ts'
import type { CadenceStatus } from './status-words.ts'

/** A state with the wording of its duty. */
export interface WordedState {
  status: CadenceStatus
  wording: DutyWording
}

/** The three counts shown instead of a percentage: 按期, 补开, 缺开. */
export interface ComplianceCounts {
  onTime: number
  madeUp: number
  missed: number
  /** What was made up or missed of duties that have words of their own for it, by these words. */
  own: Readonly<Record<string, number>>
}

/** Whether a period is in order: held on time, excused, or not asked for. A make-up is not (it is shown as 补开). */
export const isCompliant = (status: CadenceStatus): boolean =>
  status === 'done' || status === 'exempt' || status === 'not_required' || status === 'not_applicable'

/** Counts states. Roll-up rows must be left out by the caller. */
export function complianceCounts(states: readonly WordedState[]): ComplianceCounts {
  const named = ({ status, wording }: WordedState) => wording.statuses[status] !== undefined
  const late = states.filter(({ status }) => status === 'late_done' || status === 'missed')
  const own = Map.groupBy(late.filter(named), ({ status, wording }) => stateWords(status, wording).label)
  const count = (wanted: CadenceStatus) => late.filter((one) => one.status === wanted && !named(one)).length
  return {
    onTime: states.filter(({ status }) => status === 'done').length,
    madeUp: count('late_done'),
    missed: count('missed'),
    own: Object.fromEntries([...own].map(([label, all]) => [label, all.length])),
  }
}

/** The counts of several together. */
export function totalCounts(all: readonly ComplianceCounts[]): ComplianceCounts {
  const sum = (of: (one: ComplianceCounts) => number) => all.reduce((total, one) => total + of(one), 0)
  const labels = [...new Set(all.flatMap(({ own }) => Object.keys(own)))]
  return {
    onTime: sum(({ onTime }) => onTime),
    madeUp: sum(({ madeUp }) => madeUp),
    missed: sum(({ missed }) => missed),
    own: Object.fromEntries(labels.map((label) => [label, sum(({ own }) => own[label] ?? 0)])),
  }
}

/** `按期3项，补开1项，缺开0项`, and what has words of its own. */
export const countWords = ({ onTime, madeUp, missed, own }: ComplianceCounts): string =>
  [
    `按期${onTime}项，补开${madeUp}项，缺开${missed}项`,
    ...Object.entries(own).map(([label, count]) => `${label}${count}项`),
  ].join('，')
