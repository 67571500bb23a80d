/** A statement takes 65,535 parameters: rows of a dozen columns go in so many at a time. */
const rowsAtOnce = 4000

/** Cuts rows for one insert after another. */
export function chunksOf<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let at = 0; at < rows.length; at += rowsAtOnce) chunks.push(rows.slice(at, at + rowsAtOnce))
  return chunks
}
