import { beforeAll, describe, expect, it } from 'vitest'
import { loadTemplates } from '../../src/templates.ts'
import { useTestBot } from '../helpers/test-bot.ts'
import { textsInZip } from '../papers/read-zip.ts'
import { everyDocument, type SentDocument } from './every-document.ts'
import { type Page, type Printed, printed, readPdf, type Word } from './office.ts'

const bot = useTestBot({ fresh: 'file' })
const layouts = [...loadTemplates({}).documents.values()]
const kinds = layouts.map(({ label }) => label)
const official = layouts.filter(({ style }) => style === 'official').map(({ label }) => label)

/** The text area of GB/T 9704—2012 on A4, in millimetres: 156 × 225. */
const area = { left: 28, right: 210 - 26, top: 37, bottom: 297 - 35 }
/** What the measure, and punctuation that hangs over the edge, may be off. */
const slack = 2.1

const middle = ({ left, right }: Pick<Word, 'left' | 'right'>): number => (left + right) / 2
const inArea = ({ words }: Page): Word[] =>
  words.filter(({ top }) => top >= area.top - slack && top < area.bottom)
/** The words of a page by lines, from the top. */
function linesOf(words: readonly Word[]): Word[][] {
  const lines: Word[][] = []
  for (const word of words.toSorted((a, b) => a.bottom - b.bottom)) {
    const last = lines.at(-1)
    if (last?.[0] && Math.abs(last[0].bottom - word.bottom) < slack) last.push(word)
    else lines.push([word])
  }
  return lines.map((line) => line.toSorted((a, b) => a.left - b.left))
}
const textOfLine = (line: readonly Word[]): string => line.map(({ text }) => text).join('')

/** The paragraphs of a Word file outside of its tables, in order, without white space. */
async function paragraphsOf(bytes: Uint8Array): Promise<string[]> {
  const xml = (await textsInZip(bytes))['word/document.xml'] ?? ''
  return [...xml.replace(/<w:tbl>.*?<\/w:tbl>/gs, '').matchAll(/<w:p>.*?<\/w:p>/gs)]
    .map(([part]) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .map((text) => text.replace(/\s/g, ''))
    .filter((text) => text !== '')
}

describe('documents opened by LibreOffice', () => {
  let documents: SentDocument[]
  let prints: Map<string, Printed>
  beforeAll(async () => {
    documents = await everyDocument(bot)
    prints = await printed(documents.map(({ kind, bytes }) => ({ name: `${kind}.docx`, bytes })))
  })
  const printOf = (kind: string): Printed => prints.get(`${kind}.docx`) as Printed
  const pagesOf = (kind: string): Page[] => printOf(kind).pages

  it('leave as PDF by a command, marked as what they are, readable by another program', async () => {
    const before = bot.messages('李四').filter(({ resource }) => resource).length
    await bot.says('李四', '机关第一党支部', '/导出 D2026-001 格式=pdf')
    const sent = bot
      .messages('李四')
      .filter(({ resource }) => resource)
      .slice(before)
    const made = documents.filter(({ name }) => /[DB]2026-001/.test(name))
    // Drafts that were made of their own accord come too.
    expect(sent.length).toBeGreaterThanOrEqual(made.length)
    const [first] = sent.map((one) => bot.fileOf(one))
    expect(first?.name).toMatch(/（排版以正式文本为准）\.pdf$/)
    const { pages, text } = await readPdf(first?.bytes ?? new Uint8Array())
    expect(pages[0]?.width).toBeCloseTo(210, 0)
    expect(text).toContain('关于召开机关第一党支部党员大会的通知')
  })

  it('are of every kind that can be made', () => {
    expect(documents.map(({ kind }) => kind).sort()).toEqual([...kinds].sort())
  })

  it.each(kinds)('%s: A4, and no page without words', (kind) => {
    expect(pagesOf(kind).length).toBeGreaterThan(0)
    for (const page of pagesOf(kind)) {
      expect(page.width).toBeCloseTo(210, 0)
      expect(page.height).toBeCloseTo(297, 0)
      expect(page.inked).toBeGreaterThan(0.001)
      // Besides the page's number and the line on who took it out: at least three lines, so no page for a signature alone.
      expect(linesOf(inArea(page)).length).toBeGreaterThanOrEqual(3)
    }
  })

  it.each(kinds)('%s: all ink within the margins', (kind) => {
    for (const { ink, words } of pagesOf(kind)) {
      expect(ink?.left).toBeGreaterThan(area.left - slack)
      // A mark may hang over the edge by half of its width.
      expect(ink?.right).toBeLessThan(area.right + slack + 2)
      expect(ink?.bottom).toBeLessThan(area.bottom + 12)
      const outside = words.filter(
        ({ top, bottom }) => top < area.top - slack || bottom > area.bottom + slack,
      )
      expect(textOfLine(outside.toSorted((a, b) => a.top - b.top))).toMatch(
        /^(\S+于[\d-]+[\d:]+导出，限本人工作使用)?—\d+—$/,
      )
    }
  })

  it.each(kinds)('%s: its title in the middle, its pages numbered outside', (kind) => {
    const [first] = pagesOf(kind)
    const title = documents.find((one) => one.kind === kind)?.name.split(' ')[0] ?? ''
    const all = linesOf(first ? inArea(first) : [])
    const from = all.findIndex((line) => title.startsWith(textOfLine(line)))
    const lines = all.slice(from, from + (textOfLine(all[from] ?? []) === title ? 1 : 2))
    expect(lines.map(textOfLine).join('')).toBe(title)
    for (const line of lines)
      expect(middle({ left: line[0]?.left ?? 0, right: line.at(-1)?.right ?? 0 })).toBeCloseTo(106, -1)
    for (const [index, page] of pagesOf(kind).entries()) {
      const [dash, number, end] = page.words.filter(({ top }) => top > area.bottom)
      expect([dash?.text, number?.text, end?.text]).toEqual(['—', String(index + 1), '—'])
      if (index % 2 === 0) expect(end?.right).toBeCloseTo(area.right - 4.9, 0)
      else expect(dash?.left).toBeCloseTo(area.left + 4.9, 0)
    }
  })

  it.each(kinds)('%s: every paragraph, in its order, in letters that are in the file', async (kind) => {
    const { text, fonts } = printOf(kind)
    const { bytes } = documents.find((one) => one.kind === kind) as SentDocument
    const xml = (await textsInZip(bytes))['word/document.xml'] ?? ''
    let at = 0
    const plain = text.replace(/—\d+—/g, '').replace(/\S{1,8}于[\d-]{10}[\d:]{5}导出，限本人工作使用/g, '')
    for (const paragraph of await paragraphsOf(bytes)) {
      const found = plain.indexOf(paragraph, at)
      expect([paragraph, found >= at]).toEqual([paragraph, true])
      at = found + paragraph.length
    }
    expect(text).not.toContain('（待填）')
    expect(fonts.length).toBeGreaterThan(0)
    expect(fonts.filter(({ embedded }) => !embedded)).toEqual([])
    for (const font of ['方正小标宋简体', '仿宋_GB2312']) expect(xml).toContain(`w:eastAsia="${font}"`)
  })

  it.each(official)('%s: no more than 22 lines on a page', (kind) => {
    const pages = pagesOf(kind)
    for (const page of pages) expect(linesOf(inArea(page)).length).toBeLessThanOrEqual(22)
  })

  it('fill a page of an official letter with 22 lines of up to 28 characters', () => {
    const second = pagesOf('情况报告')[1]
    expect(linesOf(second ? inArea(second) : [])).toHaveLength(22)
    const lengths = pagesOf('情况报告')
      .flatMap((page) => linesOf(inArea(page)).map(textOfLine))
      .filter((line) => !/[\x20-\x7e]/.test(line))
      .map((line) => [...line].length)
    // 28 characters, and a mark that hangs over the edge.
    expect([28, 29]).toContain(Math.max(...lengths))
  })

  it('keep a seal’s place: the date four characters from the edge, the name centred above it', () => {
    const lines = linesOf(inArea(pagesOf('决议')[0] as Page))
    const at = lines.findIndex((line) => textOfLine(line) === '2026年12月25日')
    const [name, date] = [lines[at - 1] ?? [], lines[at] ?? []]
    expect(date.at(-1)?.right).toBeCloseTo(area.right - 4 * 5.56, 0)
    const centre = (line: Word[]) => middle({ left: line[0]?.left ?? 0, right: line.at(-1)?.right ?? 0 })
    expect(Math.abs(centre(name) - centre(date))).toBeLessThan(8) // digits are wider in the fonts that stand in
  })
})
