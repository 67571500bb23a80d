import { z } from 'zod'
import { exceeds, visibleText } from '../domain/conversation/characters.ts'

/** What a button carries to the platform and back: the action's key and its value. Never a right, a role or a price. */
export type ActionValue = { k: string } & Record<string, unknown>

/** The contract between a button and its handler. */
export interface CardAction<V extends z.ZodType = z.ZodType, F extends z.ZodType = z.ZodType> {
  (value: z.input<V>): ActionValue
  readonly key: string
  readonly value: V
  /** The submitted form; `z.undefined()`-like empty object when the action has none. */
  readonly form: F
}

const noForm = z.object({})

/**
 * Declares an action: `const voteCast = cardAction('vote.cast', z.object({ ballot: id, choice }))`.
 * Calling it makes a button's value; `defineAction(voteCast, …)` receives it back, parsed.
 */
export function cardAction<V extends z.ZodType<Record<string, unknown>>, F extends z.ZodType = typeof noForm>(
  key: string,
  value: V,
  form?: F,
): CardAction<V, F> {
  const make = (given: z.input<V>): ActionValue => ({ ...value.parse(given), k: key })
  return Object.assign(make, { key, value, form: (form ?? noForm) as F })
}

/** An id of ours, as it stands in a button's value. */
export const refId = z.uuid()

/** What people can see of a text that somebody typed, at most `max` characters as people count them. */
export const typedText = (max: number) =>
  z
    .string()
    .transform(visibleText)
    .refine((text) => !exceeds(text, max), { error: `不能超过${max}字，请缩短。` })
