/** How a column's values are typed in a file. Dates are `YYYY-MM-DD`. */
export type SheetColumnType = 'text' | 'date' | 'number'

/** A table for a file: one sheet. */
export interface Sheet {
  name: string
  /** `width` in characters of half width; without it, as wide as its type usually needs. */
  columns: readonly { label: string; type: SheetColumnType; width?: number }[]
  rows: readonly (readonly (string | number | null)[])[]
  /** A first line above the header: who took it out and when, on restricted ones. */
  watermark?: string
}
