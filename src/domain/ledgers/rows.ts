import type { CaseOutputs, LedgerRowStore } from '../ports/ledger-rows.ts'
import type { CaseValue, Ledger, LedgerColumn, LedgerQuery, LedgerRow, LedgerValue } from './ledger.ts'

/**
 * The rows of a ledger, the earliest first, with stored words put into the ledger's. The same rows for a card, a file
 * and the pack of the year; which columns a reader may see is {@link visibleColumns}'s question.
 */
export async function ledgerRows(
  store: LedgerRowStore,
  ledger: Ledger,
  query: LedgerQuery,
): Promise<LedgerRow[]> {
  const found =
    ledger.source.from === 'rows'
      ? await store.rows(ledger.source.rows, query)
      : (await store.cases(ledger.source.processes, query)).map((one) => rowOfCase(ledger.columns, one))
  return found.map((row) => inWords(ledger.columns, row))
}

/** The columns that a reader may see: those of the committee only where `committee` says that the reader is of it. */
export const visibleColumns = (ledger: Ledger, committee: boolean): LedgerColumn[] =>
  ledger.columns.filter((column) => column.circle === undefined || committee)

const inWords = (columns: readonly LedgerColumn[], row: LedgerRow): LedgerRow =>
  Object.fromEntries(
    columns.map(({ key, words }): [string, LedgerValue] => {
      const value = row[key] ?? null
      return [key, (value !== null && words?.[String(value)]) || value]
    }),
  )

const rowOfCase = (columns: readonly LedgerColumn[], one: CaseOutputs): LedgerRow =>
  Object.fromEntries(columns.map(({ key, value }) => [key, value ? cellOf(value, one) : null]))

function cellOf(value: CaseValue, one: CaseOutputs): LedgerValue {
  if (value.of === 'case') return one[value.what]
  const found = value.of === 'field' ? one.fields[value.name] : one.outputs[value.name]
  if (found === undefined) return null
  if (typeof found === 'number') return found
  return Array.isArray(found) ? found.join('、') : String(found)
}
