import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const most = { maxBuffer: 64 * 1024 * 1024 }

/** A word of a page with its box, in millimetres from the upper left corner. */
export interface Word {
  text: string
  left: number
  top: number
  right: number
  bottom: number
}

/** A page as it was printed. Lengths in millimetres. */
export interface Page {
  width: number
  height: number
  words: Word[]
  /** The box of everything that is not white; null on a blank page. */
  ink: Omit<Word, 'text'> | null
  /** Share of the pixels that are not white. */
  inked: number
}

/** A document that LibreOffice has opened and printed. */
export interface Printed {
  pages: Page[]
  /** Its text in reading order, without any white space. */
  text: string
  /** Names of the fonts, and whether all of them are in the file. */
  fonts: { name: string; embedded: boolean }[]
}

const mm = 25.4
const perPoint = mm / 72
/** Dots per inch of the pictures that are measured. */
const dpi = 72

/**
 * Opens office files with LibreOffice, all in one start of it, and answers how each was printed. With `PICTURES` in the
 * environment the pages are left in that folder as pictures, to be looked at.
 */
export async function printed(
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<Map<string, Printed>> {
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-print-'))
  try {
    for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes)
    const paths = files.map(({ name }) => join(folder, name))
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...paths])
    const found = new Map<string, Printed>()
    for (const { name } of files) {
      const pdf = join(folder, name.replace(/\.\w+$/, '.pdf'))
      if (process.env.PICTURES) await keepPictures(pdf, process.env.PICTURES)
      found.set(name, await measured(pdf))
    }
    return found
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A PDF as it is read and measured. */
export async function readPdf(bytes: Uint8Array): Promise<Printed> {
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-print-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), bytes)
    return await measured(join(folder, 'a.pdf'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function keepPictures(pdf: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const name = pdf.split('/').at(-1)?.replace('.pdf', '') ?? ''
  await run('pdftoppm', ['-r', '70', '-png', pdf, join(folder, name)])
}

async function measured(pdf: string): Promise<Printed> {
  const { stdout: boxes } = await run('pdftotext', ['-bbox', pdf, '-'], most)
  // In the order in which it was written: by their places, short signature lines can be read as a column beside a paragraph.
  const { stdout: text } = await run('pdftotext', ['-raw', pdf, '-'], most)
  const { stdout: fonts } = await run('pdffonts', [pdf])
  await run('pdftoppm', ['-r', String(dpi), '-gray', pdf, `${pdf}-page`])
  const pages = [...boxes.matchAll(/<page width="([\d.]+)" height="([\d.]+)">(.*?)<\/page>/gs)]
  const digits = String(pages.length).length
  return {
    text: text.replace(/\s/g, ''),
    fonts: fonts
      .trim()
      .split('\n')
      .slice(2)
      .map((line) => ({
        name: line.split(' ')[0] ?? '',
        embedded: / (yes|no) +(yes|no) +(yes|no) +\d+ +\d+$/.exec(line)?.[1] === 'yes',
      })),
    pages: pages.map(([, width, height, words = ''], index) => ({
      width: Number(width) * perPoint,
      height: Number(height) * perPoint,
      words: wordsIn(words),
      ...inkOf(readFileSync(`${pdf}-page-${String(index + 1).padStart(digits, '0')}.pgm`)),
    })),
  }
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

const wordsIn = (xml: string): Word[] =>
  [
    ...xml.matchAll(
      /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gs,
    ),
  ].map(([, left, top, right, bottom, text = '']) => ({
    text: text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity),
    left: Number(left) * perPoint,
    top: Number(top) * perPoint,
    right: Number(right) * perPoint,
    bottom: Number(bottom) * perPoint,
  }))

/** Darker than this is ink. */
const white = 250

/** Where the ink of a picture is (portable grey map, binary). */
function inkOf(picture: Buffer): Pick<Page, 'ink' | 'inked'> {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 64).toString('latin1'))
  if (!head) throw new Error('not a grey picture')
  const width = Number(head[1])
  const pixels = picture.subarray(head[0].length)
  const box = { left: Infinity, top: Infinity, right: -1, bottom: -1 }
  let dark = 0
  for (const [at, value] of pixels.entries()) {
    if (value >= white) continue
    dark++
    const x = at % width
    const y = Math.floor(at / width)
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x + 1)
    box.top = Math.min(box.top, y)
    box.bottom = y + 1
  }
  const length = (dots: number): number => (dots / dpi) * mm
  return {
    inked: dark / pixels.length,
    ink:
      dark === 0
        ? null
        : {
            left: length(box.left),
            top: length(box.top),
            right: length(box.right),
            bottom: length(box.bottom),
          },
  }
}
