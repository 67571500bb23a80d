import { visibleText } from '../conversation/characters.ts'

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const encoder = new TextEncoder()

/** At most so many bytes of UTF-8, which every file system takes, together with a number and an extension. */
const mostBytes = 160

/** Cut between characters as people see them, never inside one. */
function fitting(text: string): string {
  let fits = ''
  for (const { segment } of graphemes.segment(text)) {
    if (encoder.encode(fits + segment).length > mostBytes) break
    fits += segment
  }
  return fits
}

/**
 * A name for a file made of what somebody typed: no path, no control or direction marks, nothing that a file system or
 * a chat client reads as more than a name. `extension` is ours, and replaces one that was typed.
 */
export function safeFileName(typed: string, extension: string, fallback = '文件'): string {
  const plain = visibleText(typed.normalize('NFC'))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\n\r\t]/gu, '')
    .replace(/[\\/:*?"<>|]+/g, '_')
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const name = fitting(plain)
  return `${name === '' || reserved.test(name) ? fallback : name}.${extension}`
}
