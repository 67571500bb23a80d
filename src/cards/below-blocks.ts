import { countWords } from '../domain/cadence/compliance.ts'
import type { SubordinateStanding } from '../domain/cadence/overview.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Block } from './card.ts'
import { overviewBelow, type Span } from './overview-actions.ts'

/** What is said of the superiors below one. */
export interface BelowFacts {
  superiorId: string
  span: Span
  /** Each with all branches below it rolled up, whatever the level. */
  subordinates: SubordinateStanding[]
}

/** The superiors below, worst first, and the way into each. */
export const belowBlocks = ({ superiorId: superior, span: of, subordinates }: BelowFacts): Block[] =>
  subordinates.length === 0
    ? []
    : [
        {
          type: 'table',
          columns: [
            { key: 'name', label: '下级党组织' },
            { key: 'branches', label: '支部' },
            { key: 'worst', label: '最需关注' },
            { key: 'counts', label: '完成情况' },
          ],
          rows: subordinates.map((one) => ({
            name: one.name,
            branches: `${one.branches}个，其中逾期或缺开${one.concerned}个`,
            worst: one.branches === 0 ? '—' : cadenceTag(one.worst.status, one.worst.wording),
            counts: countWords(one.counts),
          })),
          pageSize: 10,
        },
        {
          type: 'form',
          id: 'below',
          fields: {
            below: {
              kind: 'choice',
              label: '下级党组织',
              required: true,
              options: subordinates.map(({ id, name }) => ({ value: id, text: name })),
              ...(subordinates[0] ? { value: subordinates[0].id } : {}),
            },
          },
          buttons: [{ text: '查看下级', action: overviewBelow({ superior, span: of }) }],
        },
      ]
