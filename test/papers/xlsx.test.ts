import readSheet from 'read-excel-file/node'
import { expect, it } from 'vitest'
import type { Sheet } from '../../src/domain/archive/sheet.ts'
import { xlsxOf } from '../../src/papers/office/xlsx.ts'
import { textsInZip } from './read-zip.ts'

const at = new Date('2026-12-25T00:00:00Z')
const sheet = (rows: Sheet['rows'], more: Partial<Sheet> = {}): Sheet => ({
  name: '三会一课/2026',
  columns: [
    { label: '编号', type: 'text' },
    { label: '日期', type: 'date' },
    { label: '实到', type: 'number' },
  ],
  rows,
  ...more,
})

it('is read by another library with its types', async () => {
  const bytes = await xlsxOf(
    [
      sheet([
        ['D2026-001', '2026-12-25', 12],
        ['D2026-002', null, null],
      ]),
    ],
    at,
  )
  const rows = await readSheet(Buffer.from(bytes))
  expect(rows).toMatchObject([
    {
      data: [
        ['编号', '日期', '实到'],
        ['D2026-001', new Date('2026-12-25T00:00:00Z'), 12],
        ['D2026-002', null, null],
      ],
    },
  ])
})

it.each([
  '=cmd|/c calc',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  ' =1',
  '=HYPERLINK("http://x","y")',
])('keeps %j as text', async (text) => {
  const parts = await textsInZip(await xlsxOf([sheet([[text, text, 1]])], at))
  const xml = parts['xl/worksheets/sheet1.xml'] ?? ''
  expect(xml).not.toMatch(/<f[ >]/)
  expect(xml.match(/<c r="[AB]2" s="3" t="inlineStr">/g)).toHaveLength(2)
})

it('has a frozen header with filters, below the line that says who took it out', async () => {
  const parts = await textsInZip(
    await xlsxOf([sheet([['a', null, 1]], { watermark: '张伟 2026-12-25' })], at),
  )
  const xml = parts['xl/worksheets/sheet1.xml'] ?? ''
  expect(xml).toContain('ySplit="2"')
  expect(xml).toContain('<autoFilter ref="A2:C3"/>')
  expect(xml).toContain('张伟 2026-12-25')
  expect(parts['xl/workbook.xml']).toContain('name="三会一课 2026"')
})

it('leaves out what XML cannot carry, and gives the same bytes for the same table', async () => {
  const given = [sheet([['a\u0000<b>&\ud800', 'x', Number.NaN]])]
  const parts = await textsInZip(await xlsxOf(given, at))
  expect(parts['xl/worksheets/sheet1.xml']).toContain('a&lt;b&gt;&amp;')
  expect(await xlsxOf(given, at)).toEqual(await xlsxOf(given, at))
})
