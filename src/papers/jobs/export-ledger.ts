import { z } from 'zod'
import type { Sheet } from '../../domain/archive/sheet.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import type { DocumentContent } from '../../domain/documents/content.ts'
import { type Ledger, type LedgerRow, ledgerWithId } from '../../domain/ledgers/index.ts'
import { ledgerRows, visibleColumns } from '../../domain/ledgers/rows.ts'
import { docxOf } from '../office/docx.ts'
import { xlsxOf } from '../office/xlsx.ts'
import { docxType, keepMade, sendFile } from './build-document.ts'
import { watermarkOf } from './fact-context.ts'
import { finishJob, JobRefused, type PaperJobKind } from './kind.ts'

const params = z.object({
  ledger: z.string(),
  period: z.string(),
  committee: z.boolean(),
  format: z.enum(['xlsx', 'docx']).default('xlsx'),
})

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const types = { text: 'text', person: 'text', status: 'text', date: 'date', number: 'number' } as const

/** How a ledger becomes a file, by format. */
const writers = {
  xlsx: { type: xlsxType, write: (sheet: Sheet, _title: string, at: Date) => xlsxOf([sheet], at) },
  docx: {
    type: docxType,
    write: (sheet: Sheet, title: string, at: Date) => docxOf(printed(sheet, title), at),
  },
}

/** Width of a column in characters of half width, by what is in it; numbers of records need no more than a date. */
const widths = { text: 18, person: 12, status: 13, date: 13, number: 8 } as const

/** A ledger to be printed and signed: the same rows as a table under its title. */
const printed = ({ name, columns, rows, watermark }: Sheet, title: string): DocumentContent => ({
  style: 'record',
  title,
  watermark: watermark ?? null,
  landscape: true,
  blocks: [
    { kind: 'title', text: title },
    { kind: 'line', text: `${name}　共${rows.length}项` },
    {
      kind: 'table',
      columns: columns.map(({ label, width = widths.text }) => ({ label, width })),
      rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
    },
    { kind: 'signature', text: '填表人（签字）：' },
  ],
})

/** The rows of a ledger as the sheet of a file, with the columns that its reader may see. */
export function ledgerSheet(
  ledger: Ledger,
  period: string,
  rows: readonly LedgerRow[],
  { committee, watermark }: { committee: boolean; watermark: string | null },
): Sheet {
  const columns = visibleColumns(ledger, committee)
  return {
    name: `${ledger.label} ${period}`,
    columns: columns.map(({ key, label, type }) => ({
      label,
      type: types[type],
      width: key === 'number' ? widths.date : widths[type],
    })),
    rows: rows.map((row) => columns.map(({ key }) => row[key] ?? null)),
    ...(watermark === null ? {} : { watermark }),
  }
}

/** A ledger's sheet as the bytes of a file. */
export const ledgerFile = (
  format: keyof typeof writers,
  sheet: Sheet,
  title: string,
  at: Date,
): Promise<Uint8Array> => writers[format].write(sheet, title, at)

/** Makes the Excel or Word file of a ledger and sends it to the one who asked. */
export const exportLedger: PaperJobKind = {
  kind: 'export.ledger',
  async run(job, tools) {
    const given = params.parse(job.params)
    const ledger = ledgerWithId(given.ledger)
    const period = parsePeriod(given.period)
    if (!ledger || !period) throw new JobRefused('没有这种台账或时段。')
    const { rows, organisation, watermark } = await tools.storage.unit(async (unit) => ({
      rows: await ledgerRows(unit.ledgerRows, ledger, {
        organisationId: job.organisationId,
        period,
        zone: tools.zone,
      }),
      organisation: await unit.organisations.get(job.organisationId),
      watermark: await watermarkOf(unit, job.requestedBy, tools.zone),
    }))
    // What is not for everybody bears the name of whoever takes it out (DOMAIN §7.3 rule 9).
    const marked = ledger.restricted || visibleColumns(ledger, given.committee).some(({ circle }) => circle)
    const sheet = ledgerSheet(ledger, period.label, rows, {
      committee: given.committee,
      watermark: marked ? watermark : null,
    })
    const title = `${organisation?.name ?? ''}${ledger.label}台账`
    const file = await keepMade(tools, job, {
      bytes: await ledgerFile(given.format, sheet, title, tools.clock.now()),
      name: `${organisation?.name ?? ''}${ledger.label}台账 ${period.label}`,
      extension: given.format,
      mediaType: writers[given.format].type,
      visibility: ledger.restricted ? 'restricted' : given.committee ? 'committee' : 'branch',
      retention: 'export',
    })
    await tools.storage.unit(async (unit) => {
      await finishJob(unit, job, file.id)
      await unit.files.insert(file)
      sendFile(unit, job, file, `ledger:${ledger.id}`)
    })
  },
}
