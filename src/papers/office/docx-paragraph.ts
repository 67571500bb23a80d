import { characterOf, type Look, textWidth } from './docx-looks.ts'
import { xmlText } from './xml.ts'

const fonts = (font: string): string =>
  `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>`

/** Lines of text as runs; a tab goes to the right edge. */
export function runs(lines: readonly string[], { font, size: half, bold, pitch }: Look): string {
  const properties = `<w:rPr>${fonts(font)}${bold ? '<w:b/>' : ''}${pitch ? `<w:spacing w:val="${pitch}"/>` : ''}<w:sz w:val="${half}"/><w:szCs w:val="${half}"/></w:rPr>`
  const run = (inner: string) => `<w:r>${properties}${inner}</w:r>`
  const words = (text: string) => run(`<w:t xml:space="preserve">${xmlText(text)}</w:t>`)
  return lines.map((line) => line.split('\t').map(words).join(run('<w:tab/>'))).join(run('<w:br/>'))
}

/** A paragraph of a look, in lines of a fixed height. */
export function paragraph(lines: readonly string[], look: Look, height: number): string {
  const { align, firstLine, left, right, before, after, keepNext } = look
  const one = characterOf(look)
  const indents = [
    ...(left ? [`w:left="${Math.round(left * one)}"`] : []),
    ...(right ? [`w:right="${Math.round(right * one)}"`] : []),
    ...(firstLine
      ? [`w:firstLineChars="${firstLine * 100}" w:firstLine="${Math.round(firstLine * one)}"`]
      : []),
  ]
  const tabs = lines.some((line) => line.includes('\t'))
    ? `<w:tabs><w:tab w:val="right" w:pos="${textWidth.upright - Math.round((right ?? 0) * one)}"/></w:tabs>`
    : ''
  const space = `<w:spacing w:before="${before ?? 0}" w:after="${after ?? 0}" w:line="${height}" w:lineRule="exact"/>`
  const indent = indents.length > 0 ? `<w:ind ${indents.join(' ')}/>` : ''
  return `<w:p><w:pPr>${keepNext ? '<w:keepNext/>' : ''}${tabs}${space}${indent}${align ? `<w:jc w:val="${align}"/>` : ''}</w:pPr>${runs(lines, look)}</w:p>`
}
