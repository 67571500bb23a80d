import { z } from 'zod'
import type { Sheet } from '../../domain/archive/sheet.ts'
import { parsePeriod } from '../../domain/calendar/periods.ts'
import { ledgerWithId } from '../../domain/ledgers/index.ts'
import { ledgerRows, visibleColumns } from '../../domain/ledgers/rows.ts'
import { xlsxOf } from '../office/xlsx.ts'
import { keepMade, sendFile } from './build-document.ts'
import { watermarkOf } from './fact-context.ts'
import { finishJob, JobRefused, type PaperJobKind } from './kind.ts'

const params = z.object({ ledger: z.string(), period: z.string(), committee: z.boolean() })

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const types = { text: 'text', person: 'text', status: 'text', date: 'date', number: 'number' } as const

/** Makes the Excel file of a ledger and sends it to the one who asked. */
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
    const columns = visibleColumns(ledger, given.committee)
    const sheet: Sheet = {
      name: `${ledger.label} ${period.label}`,
      columns: columns.map(({ label, type }) => ({ label, type: types[type] })),
      rows: rows.map((row) => columns.map(({ key }) => row[key] ?? null)),
      ...(ledger.restricted ? { watermark } : {}),
    }
    const file = await keepMade(tools, job, {
      bytes: await xlsxOf([sheet], tools.clock.now()),
      name: `${organisation?.name ?? ''}${ledger.label}台账 ${period.label}`,
      extension: 'xlsx',
      mediaType: xlsxType,
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
