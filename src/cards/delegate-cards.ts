import type { Card } from './card.ts'
import { dateWords } from './wording.ts'

/** A delegate in the register; `until` is the last day of the term, null = no end was registered. */
export interface DelegateRow {
  name: string
  from: string
  until: string | null
  state: 'now' | 'ahead' | 'over'
}

const stateWords = { now: '在任', ahead: '未到任期', over: '已届满' } as const

/** The register of delegates as of a day: who votes on it, and whose terms are over or to come. */
export function delegatesCard(facts: {
  organisation: string
  office: string
  day: string
  rows: readonly DelegateRow[]
}): Card {
  const { organisation, office, day, rows } = facts
  const now = rows.filter((one) => one.state === 'now').length
  return {
    title: `${office}名册`,
    tone: 'info',
    subtitle: organisation,
    blocks: [
      { type: 'text', text: `${dateWords(day)}在任${office}${now}人。`, size: 'heading' },
      ...(rows.length === 0
        ? []
        : [
            {
              type: 'table' as const,
              columns: [
                { key: 'name', label: '姓名' },
                { key: 'term', label: '任期' },
                { key: 'state', label: '状态' },
              ],
              rows: rows.map(({ name, from, until, state }) => ({
                name,
                term: `${from} 至 ${until ?? '未登记'}`,
                state: stateWords[state],
              })),
              pageSize: 10,
            },
          ]),
    ],
    note: `登记：/代表 登记 ${office} 姓名 任期起=日期 任期=5年。表决名册按表决当日在任的人固定。`,
    summary: `${organisation}${office}名册：在任${now}人`,
  }
}
