const DIGITS = '零一二三四五六七八九'

const digitOf = (char: string): number => DIGITS.indexOf(char.replace('〇', '零').replace('两', '二'))

/** Source of a pattern for a number up to 999 in digits or Chinese numerals (25, 二十五, 廿五, 两). */
export const NUMBER = '(?:\\d{1,3}|[零〇一二两三四五六七八九十百廿卅]{1,6})'

/** Source of a pattern for a year in four digits or four numerals (2026, 二〇二六). */
export const YEAR = '(?:\\d{4}|[零〇一二三四五六七八九]{4})'

const FORM =
  /^(?:([一二两三四五六七八九])百)?(零|〇)?(?:([一二三四五六七八九]?)(十)|(廿)|(卅))?([一二两三四五六七八九])?$/

/** The value of a number of pattern `NUMBER`; undefined for heaps of numerals that say none (三三, 十十). */
export function numberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  if (/^[零〇]$/.test(text)) return 0
  // 〇五 and 零五 are said for 05
  const parts = FORM.exec(text)
  if (text === '' || !parts) return undefined
  const [, hundreds, , tens, ten, twenty, thirty, ones] = parts
  const tensValue = ten ? (tens ? digitOf(tens) : 1) * 10 : twenty ? 20 : thirty ? 30 : 0
  return (hundreds ? digitOf(hundreds) * 100 : 0) + tensValue + (ones ? digitOf(ones) : 0)
}

/** The year of a text of pattern `YEAR`. */
export const yearOf = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : Number([...text].map(digitOf).join(''))
