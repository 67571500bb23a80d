import { type ComplianceCounts, complianceCounts } from '../cadence/compliance.ts'
import { stateWords } from '../cadence/duty-wording.ts'
import type { ObligationState } from '../cadence/obligation-statuses.ts'
import { dutyNames } from '../meetings/kinds.ts'
import type { OpenItem } from './open-items.ts'

/** What the first page of a year says; texts as people wrote them. */
export interface YearOverview {
  organisation: string
  year: string
  madeAt: string
  watermark: string
  /** One line an obligation and group, a cell a period. */
  duties: { label: string; cells: { period: string; word: string; tone: string }[] }[]
  counts: ComplianceCounts
  cases: {
    number: string
    title: string
    folder: string
    state: string
    /** Open or held. */
    running: boolean
    missing: string[]
  }[]
  votes: Readonly<Record<string, string>>[]
  gaps: string[]
  /** What is not finished, besides the cases that are not closed. */
  open: OpenItem[]
  /** Numbers of cases that only named persons may see: they are not in the pack. */
  closed: string[]
}

const nameOf = (kind: string): string =>
  Object.entries(dutyNames).find(([, value]) => value === kind)?.[0] ?? kind

/** Obligations × periods as rows, with what is missing as sentences. */
export function dutiesOf(
  states: readonly ObligationState[],
  groupName: (id: string) => string,
): Pick<YearOverview, 'duties' | 'counts' | 'gaps'> {
  const asked = states.filter(({ status }) => status !== 'not_applicable' && status !== 'not_required')
  const single = asked.filter(({ group }) => group !== '*')
  const rows = new Map<string, YearOverview['duties'][number]>()
  for (const { obligation, group, period, status, wording } of single) {
    const label = `${nameOf(obligation)}${group ? `（${groupName(group)}）` : ''}`
    const row = rows.get(label) ?? { label, cells: [] }
    const { label: word, tone } = stateWords(status, wording)
    row.cells.push({ period: period.label, word, tone })
    rows.set(label, row)
  }
  const gaps = single.flatMap(({ obligation, group, period, status, wording }) =>
    status === 'missed' || status === 'overdue'
      ? [
          `${nameOf(obligation)}${group ? `（${groupName(group)}）` : ''} ${period.label}：${stateWords(status, wording).label}`,
        ]
      : [],
  )
  return { duties: [...rows.values()], counts: complianceCounts(single), gaps }
}
