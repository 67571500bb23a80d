import type { DocumentContent, ParagraphKind } from '../../domain/documents/content.ts'

/** How a paragraph looks: font, size in half points, and its paragraph properties in twentieths of a point. */
export interface Look {
  font: string
  size: number
  bold?: boolean
  align?: 'center' | 'right' | 'both'
  /** Indents in characters. */
  firstLine?: number
  left?: number
  right?: number
  before?: number
  after?: number
  /** Stays on the page of what follows. */
  keepNext?: boolean
  /** What is added to each character, in twentieths of a point. */
  pitch?: number
}

export const fangsong = '仿宋_GB2312'
export const size = { two: 44, three: 32, four: 28, smallFour: 24, five: 21, smallFive: 18 } as const

/** 三号 is 16 pt, and 28 of them are wider than 156 mm: a quarter of a point less each, and a line holds 28 (GB/T 9704). */
const pitch = -5
const three: Look = { font: fangsong, size: size.three, pitch }
const body: Look = { ...three, align: 'both', firstLine: 2 }

/** GB/T 9704—2012: title 二号小标宋, headings 黑体 and 楷体, everything else 三号仿宋, first line indented by two characters. */
const official: Record<ParagraphKind, Look> = {
  title: { font: '方正小标宋简体', size: size.two, align: 'center', after: 280 },
  subtitle: { ...three, font: '楷体_GB2312', align: 'center' },
  number: { ...three, left: 1, right: 1, after: 560 },
  addressee: { ...three, before: 280 },
  body,
  h1: { ...body, font: '黑体', keepNext: true },
  h2: { ...body, font: '楷体_GB2312' },
  h3: body,
  line: three,
  attachment: { ...body, before: 560 },
  signature: { ...three, align: 'right', before: 560, keepNext: true },
  date: { ...three, align: 'right', right: 4 },
  note: { ...three, firstLine: 2 },
}

const four: Look = { font: fangsong, size: size.four }
const recordBody: Look = { ...four, align: 'both', firstLine: 2 }

/** Records are read on the screen and signed on paper: smaller, and without a red head. */
const record: Record<ParagraphKind, Look> = {
  ...official,
  subtitle: { ...four, font: '楷体_GB2312', align: 'center' },
  number: { ...four, after: 240 },
  addressee: { ...four, before: 240 },
  line: four,
  body: recordBody,
  h1: { ...recordBody, font: '黑体', keepNext: true },
  h2: { ...recordBody, font: '楷体_GB2312' },
  h3: recordBody,
  attachment: { ...recordBody, before: 480 },
  note: { font: fangsong, size: size.smallFour },
  signature: { ...four, before: 480, keepNext: true },
  date: { ...four, align: 'right', right: 2 },
}

export const looks: Record<DocumentContent['style'], Record<ParagraphKind, Look>> = { official, record }

/** Fixed height of a line: 28.95 pt puts 22 lines on a page of 225 mm; records are closer. */
export const lineHeight: Record<DocumentContent['style'], number> = { official: 579, record: 480 }

/** Width of the text area in twentieths of a point: 156 mm upright, 225 mm lying. */
export const textWidth = { upright: 8845, lying: 12756 } as const

/** Width of a character of a look, in twentieths of a point. */
export const characterOf = ({ size: half, pitch: more = 0 }: Look): number => half * 10 + more
