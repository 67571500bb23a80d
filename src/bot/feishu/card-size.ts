/** How large a card is, counted as the platform counts. */
export interface CardSize {
  /** Bytes of the card as it travels: JSON inside a JSON string, in UTF-8. */
  bytes: number
  /** Everything that has a `tag`, texts included. */
  elements: number
}

/** Our own data inside a card, which may hold a `tag` of its own. */
const data = new Set(['chart_spec', 'value', 'rows'])

function countTags(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countTags(item), 0)
  let count = typeof (value as { tag?: unknown }).tag === 'string' ? 1 : 0
  for (const [key, item] of Object.entries(value)) if (!data.has(key)) count += countTags(item)
  return count
}

/** Measures a card, or any part of one. */
export const sizeOf = (json: unknown): CardSize => ({
  bytes: Buffer.byteLength(JSON.stringify(JSON.stringify(json))),
  elements: countTags(json),
})
