const hasNul = (text: string): boolean => text.includes('\u0000')

/** Replaces what a database cannot keep, NUL and halves of surrogate pairs, by U+FFFD. */
export const cleanText = (text: string): string =>
  text.isWellFormed() && !hasNul(text) ? text : text.toWellFormed().replaceAll('\u0000', '\uFFFD')

/** A value is nested deeper, or holds more parts, than any card of ours sends back. */
export class TooComplex extends Error {
  override name = 'TooComplex'
}

const maxDepth = 8
const maxParts = 2000
const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Copies a JSON value with clean texts, without keys that could reach a prototype. Throws {@link TooComplex} beyond
 * 8 levels or 2,000 parts.
 */
export function cleanValue(value: unknown): unknown {
  let parts = 0
  const copy = (part: unknown, depth: number): unknown => {
    if (++parts > maxParts || depth > maxDepth) throw new TooComplex('value too complex')
    if (typeof part === 'string') return cleanText(part)
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map((item) => copy(item, depth + 1))
    const copied: Record<string, unknown> = {}
    for (const key of Object.keys(part)) {
      if (unsafeKeys.has(key)) continue
      copied[cleanText(key)] = copy((part as Record<string, unknown>)[key], depth + 1)
    }
    return copied
  }
  return copy(value, 0)
}
