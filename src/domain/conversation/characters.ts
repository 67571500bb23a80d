const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** How many UTF-16 units one character may have on average: above that a text is piled-up marks, not writing. */
const unitsPerCharacter = 4

/** Fillers that count as letters or symbols and show nothing (Hangul fillers, the empty Braille pattern). */
const blanks = /[\u115F\u1160\u3164\uFFA0\u2800]/gu

/**
 * What people can see of a text: control, format and lone surrogate characters are dropped (line ends and the joiner
 * inside emoji stay), ends are trimmed. Empty when nothing visible remains.
 */
export function visibleText(text: string): string {
  const value = text
    .normalize('NFC')
    .replaceAll('\r\n', '\n')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (char) => (char === '\n' || char === '\u200d' ? char : ''))
    .trim()
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(value.replace(blanks, '')) ? value : ''
}

/** Length as people count it: 100 combining marks on one letter are one character. */
export const charactersIn = (text: string): number => [...graphemes.segment(text)].length

/** Whether a text is longer than `most` characters, or carries more marks than that many could. */
export const exceeds = (text: string, most: number): boolean =>
  text.length > most && (text.length > most * unitsPerCharacter || charactersIn(text) > most)
