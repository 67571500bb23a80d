/** A JSON object whose members are not known yet. */
export type Fields = Record<string, unknown>

/** Whether a value is a JSON object (no array, no null). */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The members of a JSON object, or none when the value is something else. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** The items of a JSON array, or none when the value is something else. */
export const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** A string member, or the empty string. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Parses JSON text; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
