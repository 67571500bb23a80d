import { type DutyWording, stateWords } from '../domain/cadence/duty-wording.ts'
import type { CadenceStatus } from '../domain/cadence/status-words.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Block, Cell } from './card.ts'

/** One duty over a year: a state in the month in which each of its periods ends (1 to 12). */
export interface YearRow {
  label: string
  wording: DutyWording
  months: ReadonlyMap<number, CadenceStatus>
}

const months = Array.from({ length: 12 }, (_, index) => index + 1)

/** The year as a table of twelve months with coloured states, and how often each state occurs of what applies. */
export function yearBlocks(year: string, rows: readonly YearRow[]): Block[] {
  const counts = new Map<string, number>()
  for (const { months: states, wording } of rows)
    for (const status of states.values()) {
      if (status === 'not_applicable') continue
      const { label } = stateWords(status, wording)
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
  return [
    {
      type: 'table',
      columns: [
        { key: 'label', label: '事项' },
        ...months.map((month) => ({ key: `m${month}`, label: `${month}月` })),
      ],
      rows: rows.map(({ label, months: states, wording }) => ({ label, ...cellsOf(states, wording) })),
      pageSize: 10,
    },
    {
      type: 'chart',
      kind: 'bar',
      title: `${year}年各项状态（项）`,
      points: [...counts].map(([label, value]) => ({ label, value })),
    },
  ]
}

function cellsOf(states: ReadonlyMap<number, CadenceStatus>, wording: DutyWording): Record<string, Cell> {
  return Object.fromEntries(
    [...states].map(([month, status]): [string, Cell] => [`m${month}`, cadenceTag(status, wording)]),
  )
}
