import { Refusal } from '../refusals.ts'

/** Where an original went: a line of the summary from 1, or 0 = set aside, with the reason. */
export interface Placed {
  /** Its number as the collator was shown it, from 1. */
  no: number
  line: number
  aside: string | null
}

/** The lines of a summary as typed, without their own numbers. */
export const linesOf = (summary: string): string[] =>
  summary
    .split('\n')
    .map((one) => one.replace(/^\s*[（(]?\d{1,2}[.．、)）]\s*/, '').trim())
    .filter((one) => one !== '')

const part = /^(略|\d{1,2})\s*(?:[(（]([^)）]{1,60})[)）])?\s*[:：=]\s*([\d\s、,，]+)$/

/**
 * Reads 「1:1、3；2:2；略(与主题无关):4」: which originals each line carries, and which are set aside and why. A summary
 * of one line carries all of them. Refuses with `opinions/unplaced` as long as an original stands nowhere, so that
 * nobody's text is lost.
 */
export function placingOf(given: string, lines: number, originals: number): Placed[] {
  if (given.trim() === '' && lines === 1)
    return numbers(originals).map((no) => ({ no, line: 1, aside: null }))
  const placed = new Map<number, Placed>()
  for (const text of given.split(/[；;\n]/).map((one) => one.trim())) {
    if (text === '') continue
    const [, to, why, list] = part.exec(text) ?? []
    const line = to === '略' ? 0 : Number(to)
    if (to === undefined || list === undefined || line > lines)
      throw new Refusal('opinions/placing-unread', { text: text.slice(0, 20), lines })
    for (const no of list
      .split(/[\s、,，]+/)
      .filter((one) => one !== '')
      .map(Number)) {
      if (no < 1 || no > originals) throw new Refusal('opinions/no-original', { no, originals })
      placed.set(no, { no, line, aside: line === 0 ? (why ?? '与主题无关') : null })
    }
  }
  const missing = numbers(originals).filter((no) => !placed.has(no))
  if (missing.length > 0) throw new Refusal('opinions/unplaced', { missing })
  return [...placed.values()]
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)
