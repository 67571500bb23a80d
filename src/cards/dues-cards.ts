import { yuan } from '../domain/dues/money.ts'
import { arrearsOf, type DuesSummary } from '../domain/dues/summary.ts'
import type { UnionDue } from '../domain/ports/index.ts'
import type { Card } from './card.ts'

/** A period as it stands: totals only, so that it may be shown to everybody. */
export const duesTotalsCard = (union: string, period: string, summary: DuesSummary): Card => ({
  title: '会费收支汇总',
  tone: 'info',
  subtitle: `${union}　${period}`,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '应缴', value: `${yuan(summary.dueFen)}元` },
        { label: '实缴', value: `${yuan(summary.paidFen)}元` },
        { label: '欠缴', value: `${summary.inArrears}人` },
        { label: '支出', value: `${yuan(summary.spentFen)}元` },
      ],
    },
  ],
  summary: `会费收支汇总：实缴${yuan(summary.paidFen)}元，支出${yuan(summary.spentFen)}元`,
})

/** Person by person, for the union's finance alone; or one person's own line. */
export const duesCard = (
  union: string,
  period: string,
  rows: readonly (UnionDue & { name: string })[],
): Card => ({
  title: '会费明细',
  tone: 'info',
  subtitle: `${union}　${period}`,
  blocks:
    rows.length === 0
      ? [{ type: 'text', text: '这一时段没有登记。' }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'name', label: '姓名' },
              { key: 'due', label: '应缴' },
              { key: 'paid', label: '实缴' },
              { key: 'arrears', label: '欠缴' },
            ],
            rows: rows.map((one) => ({
              name: one.name,
              due: yuan(one.dueFen),
              paid: yuan(one.paidFen),
              arrears: yuan(arrearsOf(one)),
            })),
            pageSize: 10,
          },
        ],
  note: '仅工会财务和本人可以查看。',
  summary: `会费明细（${rows.length}人）`,
})
