import type { CaseFile } from '../../domain/archive/case-file.ts'
import { escaped, page, table, td } from './page.ts'

const tones: Readonly<Record<string, string>> = { 缺: 'red', 免办: 'yellow', 草稿: 'orange' }

/** The table of contents of a case as a page, for whoever has no spreadsheet: what is there, missing, waived by whom and why. */
export function contentsPage({ number, title, contents, missing }: CaseFile): string {
  const rows = contents.rows.map((row) =>
    row.map((value, index) => {
      const text = String(value ?? '')
      const column = contents.columns[index]
      if (column?.label === 'SHA-256') return td(text, 'note')
      return column?.type === 'number' ? td(text, 'number') : td(text, tones[text] ?? '')
    }),
  )
  const whole = missing.length === 0 ? '材料完整。' : `缺：${missing.join('、')}。`
  return page(
    `${number} ${title} 归档文件目录`,
    `<p>${escaped(whole)}</p>${table(
      contents.columns.map(({ label }) => label),
      rows,
      '没有文件。',
    )}`,
  )
}
