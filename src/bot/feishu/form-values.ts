import { cleanValue } from './clean-text.ts'
import { fieldOfName } from './names-in-card.ts'

/** `2026-12-25 +0800`, `2026-12-25 15:00 +0800`, `15:00 +0800`: the zone is the client's, we keep the wall time. */
const zoned = /^((?:\d{4}-\d{2}-\d{2})?(?: ?\d{2}:\d{2})?) [+-]\d{4}$/

const dropZone = (value: unknown): unknown => (typeof value === 'string' ? value.replace(zoned, '$1') : value)

/** A chosen date or time without the client's zone; other options as they are. */
export const optionValue = (option: string): string => String(dropZone(option))

/** Submitted fields by their ids. Throws TooComplex for values that no form of ours sends. */
export function formValues(submitted: Record<string, unknown>): Record<string, unknown> {
  const values = cleanValue(submitted) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [fieldOfName(name), dropZone(value)]),
  )
}
