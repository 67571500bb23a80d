import { beforeAll, describe, expect, it } from 'vitest'
import { type Ledger, type LedgerRow, ledgers } from '../../src/domain/ledgers/index.ts'
import { ledgerFile, ledgerSheet } from '../../src/papers/jobs/export-ledger.ts'
import { type Printed, printed } from './office.ts'

const at = new Date('2026-12-31T00:00:00Z')
/** What a spreadsheet must not compute, whoever wrote it (RELIABILITY §8 row 46). */
const traps = [
  '=1+1',
  '+1+1',
  '-1-1',
  '@SUM(1,1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x","y")',
]

/** A row whose every text is the trap, beside an honest date and number. */
const rowOf = ({ columns }: Ledger, trap: string): LedgerRow =>
  Object.fromEntries(
    columns.map(({ key, type }) => [key, type === 'date' ? '2026-12-25' : type === 'number' ? 12 : trap]),
  )
const plain = (text: string): string => text.replace(/\s/g, '')

describe('ledgers opened by LibreOffice', () => {
  let prints: Map<string, Printed>
  beforeAll(async () => {
    const files = await Promise.all(
      ledgers.flatMap((ledger) =>
        (['xlsx', 'docx'] as const).map(async (format) => {
          const ordinary = Array.from({ length: format === 'xlsx' ? 80 : 20 }, () =>
            rowOf(ledger, '讨论工作'),
          )
          const rows = [...traps.map((trap) => rowOf(ledger, trap)), ...ordinary]
          const sheet = ledgerSheet(ledger, '2026年', rows, {
            committee: true,
            watermark: ledger.restricted ? '张伟于2026-12-31 08:00导出，限本人工作使用' : null,
          })
          const title = `机关第一党支部${ledger.label}台账`
          return {
            name: `${ledger.label}-${format}.${format}`,
            bytes: await ledgerFile(format, sheet, title, at),
          }
        }),
      ),
    )
    prints = await printed(files)
  })
  const printOf = (ledger: Ledger, format: string) =>
    prints.get(`${ledger.label}-${format}.${format}`) as Printed

  describe.each(ledgers.map((ledger) => [ledger.label, ledger] as const))('%s', (_label, ledger) => {
    it('shows what people wrote in every column as they wrote it, and computes nothing', () => {
      const texts = ledger.columns.filter(({ type }) => type !== 'date' && type !== 'number').length
      for (const trap of traps) {
        const found = printOf(ledger, 'xlsx').text.split(plain(trap).slice(0, 5)).length - 1
        expect([trap, found >= texts]).toEqual([trap, true])
      }
    })

    it.each(['xlsx', 'docx'])('prints as %s on A4 that lies, with its head on every page', (format) => {
      const { pages, text } = printOf(ledger, format)
      expect(pages.length).toBeGreaterThan(1)
      for (const page of pages) {
        expect([Math.round(page.width), Math.round(page.height)]).toEqual([297, 210])
        const words = page.words.map((one) => one.text).join('')
        if (words.includes(ledger.columns[0]?.label ?? ''))
          for (const { label } of ledger.columns) expect(words).toContain(label)
        expect(page.ink?.left).toBeGreaterThan(5)
        expect(page.ink?.right).toBeLessThan(292)
      }
      expect(text.includes('限本人工作使用')).toBe(ledger.restricted)
    })
  })
})
