/**
 * Text as it is matched: full-width letters, digits, signs and spaces become their half-width twins, one unit for one
 * unit, so that an index into the result is an index into the text and what people wrote can be cut out unchanged.
 */
export function halfWidth(text: string): string {
  return text.replace(/[\u3000\uFF01-\uFF5E]/g, (char) =>
    char === '\u3000' ? ' ' : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  )
}

/** Splits a list as people write it: by ；; 、 or line ends. Empty items are dropped. */
export function splitList(text: string): string[] {
  return text
    .split(/[;；、\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Spellings that mean the same word. */
export const sameWords: readonly (readonly [string, string])[] = [['台帐', '台账']]
