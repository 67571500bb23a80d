import type { Identity } from '../platform.ts'

/** An id, key or code word of the platform. */
export const idShape = /^[\w.:-]{1,128}$/
/** The same, where a permission may be missing. */
export const emptyOrIdShape = /^[\w.:-]{0,128}$/

/** The platform's three ids of a person, the one that is always there first. */
export const identityKinds = ['open_id', 'union_id', 'user_id'] as const

type Fields = Record<string, unknown>

/** An object, and no list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isId = (value: unknown): value is string => typeof value === 'string' && idShape.test(value)

const isEmptyOrId = (value: unknown): value is string =>
  typeof value === 'string' && emptyOrIdShape.test(value)

/** Left out, or an id. */
export const isMaybeId = (value: unknown): value is string | undefined =>
  value === undefined || isEmptyOrId(value)

/** Text of at most `max` UTF-16 units. */
export const isShort = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max

/** Milliseconds per unit, by the number of digits of a time. */
const units: Record<number, number> = { 10: 1000, 13: 1, 16: 1 / 1000 }
const digits = /^(\d{10}|\d{13}|\d{16})(\.\d{1,9})?$/

/** A time of the platform, which counts in seconds, milliseconds or microseconds, told apart by the number of digits. */
export function timeOf(value: unknown): Date | null {
  const whole = typeof value === 'string' ? digits.exec(value)?.[1] : undefined
  return whole ? new Date(Number(value) * (units[whole.length] ?? 1)) : null
}

/** A person's ids, the missing ones left out; null when one of them is out of the ordinary. */
export function usualIdentities(value: unknown): Identity[] | null {
  if (!isFields(value)) return null
  const ids: Identity[] = []
  for (const kind of identityKinds) {
    const id = value[kind]
    if (!isMaybeId(id)) return null
    if (id) ids.push({ platform: 'feishu', kind, value: id })
  }
  return ids
}
