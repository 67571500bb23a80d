/** The most that one entry takes: ten million yuan. */
const mostFen = 1_000_000_000

/** Reads yuan as people write them (`20`, `15.5`, `15.50元`) into fen; null when it is no amount or too large. */
export function readYuan(given: string): number | null {
  const [, yuan, fraction = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?\s*元?$/.exec(given.trim()) ?? []
  if (yuan === undefined) return null
  const fen = Number(yuan) * 100 + Number(fraction.padEnd(2, '0'))
  return fen <= mostFen ? fen : null
}

/** Fen as yuan with two decimals: `15.50`. */
export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
