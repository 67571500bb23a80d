import type { Sheet, SheetColumnType } from '../../domain/archive/sheet.ts'
import { xmlHead, xmlText } from './xml.ts'
import { type ZipPart, zipOf } from './zip.ts'

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Formats of cells, by their place in the style sheet. */
const style = { text: 0, head: 1, date: 2, quoted: 3, note: 4 } as const

/** `A`, `B` … `AA`. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${columnName(Math.floor(index / 26) - 1)}${letter}`
}

const day = 86_400_000
/** Days since the epoch of spreadsheets; null for what is no date. */
function serialOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) ? null : Math.round((at - Date.UTC(1899, 11, 30)) / day)
}

/** What a spreadsheet would take for a formula when the cell is edited: kept as text by its format, too. */
const looksLikeFormula = (text: string): boolean => /^[\s]*[=+\-@＝＋－＠\t\r]/.test(text)

const textCell = (at: string, text: string, format: number): string =>
  `<c r="${at}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`

function cell(at: string, value: string | number | null, type: SheetColumnType): string {
  if (value === null || value === '') return ''
  if (type === 'number' && typeof value === 'number' && Number.isFinite(value))
    return `<c r="${at}" s="${style.text}"><v>${value}</v></c>`
  const text = String(value)
  const serial = type === 'date' ? serialOf(text) : null
  if (serial !== null) return `<c r="${at}" s="${style.date}"><v>${serial}</v></c>`
  return textCell(at, text, looksLikeFormula(text) ? style.quoted : style.text)
}

const width = { text: 28, date: 13, number: 9 } as const

function sheetXml({ columns, rows, watermark }: Sheet): string {
  const headRow = watermark === undefined ? 1 : 2
  const last = columnName(columns.length - 1)
  const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`
  const head = columns.map(({ label }, index) =>
    textCell(`${columnName(index)}${headRow}`, label, style.head),
  )
  const body = rows.map((values, at) => {
    const number = headRow + 1 + at
    return row(
      number,
      columns
        .map(({ type }, index) => cell(`${columnName(index)}${number}`, values[index] ?? null, type))
        .join(''),
    )
  })
  const note = watermark === undefined ? '' : row(1, textCell('A1', watermark, style.note))
  const range = `A${headRow}:${last}${headRow + rows.length}`
  return `${xmlHead}<worksheet ${main}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRow}" topLeftCell="A${headRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/><cols>${columns.map(({ type, width: own }, index) => `<col min="${index + 1}" max="${index + 1}" width="${own ?? width[type]}" customWidth="1"/>`).join('')}</cols><sheetData>${note}${row(headRow, head.join(''))}${body.join('')}</sheetData><autoFilter ref="${range}"/><printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`
}

const styles = `${xmlHead}<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font><font><sz val="9"/><color rgb="FF808080"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf numFmtId="49" fontId="0" fillId="0" borderId="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="1" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="2" fillId="0" borderId="0" applyFont="1"/></cellXfs></styleSheet>`

/** The head stands on every printed page. */
function printTitles(sheets: readonly Sheet[]): string {
  const names = sheets.map(({ name, watermark }, index) => {
    const head = watermark === undefined ? 1 : 2
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${xmlText(sheetName(name, index))}'!$1:$${head}</definedName>`
  })
  return `<definedNames>${names.join('')}</definedNames>`
}

/** A sheet's name: at most 31 characters, without the ones that the format forbids. */
const sheetName = (name: string, index: number): string =>
  [...name.replace(/[[\]:*?/\\']/g, ' ').trim()].slice(0, 31).join('') || `表${index + 1}`

/**
 * An Excel file: one sheet a table, typed cells, the header frozen and with filters. Text of people is always text, also
 * when it begins like a formula. The same tables and time give the same bytes.
 */
export function xlsxOf(sheets: readonly Sheet[], at: Date): Promise<Uint8Array> {
  const part = (index: number) => `xl/worksheets/sheet${index + 1}.xml`
  const override = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${sheetType}.${type}+xml"/>`
  const relationships = (all: string[]) =>
    `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      content: `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${sheets.map((_, index) => override(part(index), 'worksheet')).join('')}</Types>`,
    },
    { name: '_rels/.rels', content: relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    {
      name: 'xl/workbook.xml',
      content: `${xmlHead}<workbook ${main} xmlns:r="${office}"><sheets>${sheets.map(({ name }, index) => `<sheet name="${xmlText(sheetName(name, index))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets>${printTitles(sheets)}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationships([
        ...sheets.map((_, index) =>
          relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
        ),
        relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
      ]),
    },
    { name: 'xl/styles.xml', content: styles },
    ...sheets.map((sheet, index) => ({ name: part(index), content: sheetXml(sheet) })),
  ]
  return zipOf(parts, at)
}
