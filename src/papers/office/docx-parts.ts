import { xmlHead, xmlText } from './xml.ts'
import type { ZipPart } from './zip.ts'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Each font with what stands in for it where it is not installed. */
const fallbacks: Record<string, string> = {
  方正小标宋简体: '华文中宋,宋体,SimSun,Noto Serif CJK SC',
  仿宋_GB2312: '仿宋,FangSong,STFangsong,Noto Serif CJK SC',
  楷体_GB2312: '楷体,KaiTi,STKaiti,Noto Serif CJK SC',
  黑体: 'SimHei,STHeiti,Noto Sans CJK SC',
  宋体: 'SimSun,STSong,Noto Serif CJK SC',
}

const fontTable = Object.entries(fallbacks)
  .map(
    ([name, others]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`,
  )
  .join('')

/** `— 1 —` in 四号宋体: odd pages right, even pages left, one character from the edge. */
const footer = (align: 'left' | 'right'): string => {
  const look = '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'
  const field = (type: string) => `<w:r>${look}<w:fldChar w:fldCharType="${type}"/></w:r>`
  const indent =
    align === 'left' ? '<w:ind w:leftChars="100" w:left="280"/>' : '<w:ind w:rightChars="100" w:right="280"/>'
  return `${xmlHead}<w:ftr ${w}><w:p><w:pPr>${indent}<w:jc w:val="${align}"/></w:pPr><w:r>${look}<w:t xml:space="preserve">— </w:t></w:r>${field('begin')}<w:r>${look}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('separate')}<w:r>${look}<w:t>1</w:t></w:r>${field('end')}<w:r>${look}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`
}

const header = (text: string): string =>
  `${xmlHead}<w:hdr ${w}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="宋体"/><w:color w:val="808080"/><w:sz w:val="18"/></w:rPr><w:t>${xmlText(text)}</w:t></w:r></w:p></w:hdr>`

/** A4 with margins of 37 mm (top), 35, 28 (left) and 26 mm, in twentieths of a point; lying, turned by a quarter. */
const pages = {
  upright:
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1400" w:gutter="0"/>',
  lying:
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1587" w:right="1984" w:bottom="1474" w:left="2098" w:header="851" w:footer="900" w:gutter="0"/>',
} as const

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
const relationships = (...all: string[]): string =>
  `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`

/** All parts of a Word file around its body. */
export function docxParts(given: {
  body: string
  title: string
  watermark: string | null
  landscape: boolean
  at: Date
}): ZipPart[] {
  const marked = given.watermark !== null
  const heads = marked
    ? '<w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="even" r:id="rId5"/>'
    : ''
  const section = `<w:sectPr>${heads}<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>${pages[given.landscape ? 'lying' : 'upright']}</w:sectPr>`
  const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}"/>`
  const types = [
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('word/document.xml', `${word}.document.main+xml`),
    override('word/settings.xml', `${word}.settings+xml`),
    override('word/fontTable.xml', `${word}.fontTable+xml`),
    override('word/footer1.xml', `${word}.footer+xml`),
    override('word/footer2.xml', `${word}.footer+xml`),
    ...(marked ? [override('word/header1.xml', `${word}.header+xml`)] : []),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ]
  const created = given.at.toISOString()
  return [
    {
      name: '[Content_Types].xml',
      content: `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types.join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      content: relationships(
        relationship('rId1', 'officeDocument', 'word/document.xml'),
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
      ),
    },
    {
      name: 'word/document.xml',
      content: `${xmlHead}<w:document ${w} ${r}><w:body>${given.body}${section}</w:body></w:document>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      content: relationships(
        relationship('rId1', 'settings', 'settings.xml'),
        relationship('rId2', 'fontTable', 'fontTable.xml'),
        relationship('rId3', 'footer', 'footer1.xml'),
        relationship('rId4', 'footer', 'footer2.xml'),
        ...(marked ? [relationship('rId5', 'header', 'header1.xml')] : []),
      ),
    },
    {
      name: 'word/settings.xml',
      content: `${xmlHead}<w:settings ${w}><w:evenAndOddHeaders/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    },
    { name: 'word/fontTable.xml', content: `${xmlHead}<w:fonts ${w}>${fontTable}</w:fonts>` },
    { name: 'word/footer1.xml', content: footer('right') },
    { name: 'word/footer2.xml', content: footer('left') },
    ...(given.watermark === null ? [] : [{ name: 'word/header1.xml', content: header(given.watermark) }]),
    {
      name: 'docProps/core.xml',
      content: `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(given.title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created></cp:coreProperties>`,
    },
  ]
}
