import { z } from 'zod'
import { periodWords } from '../domain/calendar/period-words.ts'
import type { Period } from '../domain/calendar/periods.ts'
import type { Ledger, LedgerColumn, LedgerRow } from '../domain/ledgers/index.ts'
import { cardAction, refId } from './actions.ts'
import type { Card } from './card.ts'
import { shortened } from './wording.ts'

/** Another page of a ledger: whose, which, of which period. */
export const ledgerPage = cardAction(
  'ledger.page',
  z.object({
    organisation: refId,
    ledger: z.string().max(40),
    period: z.string().max(10),
    page: z.number().int().min(1).max(10_000),
  }),
)

/** Rows of one page: a card takes 30 KB, and a person reads no more at once. */
const rowsPerPage = 10

/** A page of a ledger as a table. `columns` are those that the reader may see. */
export function ledgerCard(given: {
  organisation: { id: string; name: string }
  ledger: Ledger
  columns: readonly LedgerColumn[]
  rows: readonly LedgerRow[]
  period: Period
  page: number
}): Card {
  const { organisation, ledger, columns, rows, period } = given
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  const page = Math.min(given.page, pages)
  const shown = rows.slice((page - 1) * rowsPerPage, page * rowsPerPage)
  const turn = (to: number) =>
    ledgerPage({ organisation: organisation.id, ledger: ledger.id, period: period.label, page: to })
  const buttons = [
    ...(page > 1 ? [{ text: '上一页', action: turn(page - 1) }] : []),
    ...(page < pages ? [{ text: '下一页', action: turn(page + 1) }] : []),
  ]
  return {
    title: shortened(`${ledger.label}台账`, 40),
    tone: 'info',
    subtitle: `${organisation.name}　${periodWords(period.label)}`,
    tags: [{ text: `共${rows.length}项`, tone: 'neutral' }],
    blocks:
      rows.length === 0
        ? [{ type: 'text', text: '这一时段没有记录。可以换一个时段，例如：本年、上季度、2026年10月。' }]
        : [
            {
              type: 'table',
              columns: columns.map(({ key, label }) => ({ key, label })),
              rows: shown.map((row) =>
                Object.fromEntries(columns.map(({ key }) => [key, shortened(String(row[key] ?? ''), 40)])),
              ),
              pageSize: rowsPerPage,
            },
            ...(buttons.length > 0 ? [{ type: 'buttons' as const, items: buttons }] : []),
          ],
    note: `第${page}/${pages}页${ledger.restricted ? '　仅本人可以查看，请勿转发' : ''}`,
    summary: `${ledger.label}台账，${periodWords(period.label)}共${rows.length}项`,
  }
}
