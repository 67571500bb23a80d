import { scanMoment } from './scan.ts'
import { normaliseWording } from './wording.ts'

/** Words in which a time is written at most: 2026 年 12 月 25 日 下午 3 点. */
const MOST_WORDS = 12

/** A time at the start of a text, as it was written, and what follows it. */
export interface TakenTime {
  text: string
  rest: string
}

/**
 * Finds the time at the start of a command's words, the longest one that is made of whole words (separated by
 * spaces, commas or semicolons): `下周三 下午3点 议题=…`, `2026-12-25 15:00`. Null when the text does not
 * start with a time. What was found may still be refused by `readTime` (3点, 2月30日).
 */
export function takeTime(words: string): TakenTime | null {
  const start = words.length - words.trimStart().length
  const ends = [...words.slice(start).matchAll(/[^\s,，;；]+/g)]
    .slice(0, MOST_WORDS)
    .map((word) => start + word.index + word[0].length)
  for (const end of ends.reverse()) {
    const text = words.slice(start, end)
    if (scanMoment(normaliseWording(text)))
      return { text, rest: words.slice(end).replace(/^[\s,，;；]+/, '') }
  }
  return null
}
