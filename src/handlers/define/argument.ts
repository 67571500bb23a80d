import type { Field } from '../../cards/card.ts'
import type { RosterEntry } from '../../domain/organisation/types.ts'
import type { Base } from './context.ts'

/** What reading a parameter may look at. */
export interface ReadContext extends Base {
  /** The roster of the organisation the command works on; empty without one. */
  roster(): Promise<RosterEntry[]>
  /** The organisation the command works on. */
  readonly organisationId: string | null
  /** Whose parameters they are; null for a person who is on no roster. */
  readonly memberId: string | null
  /** Whether others read the answer, too. */
  readonly inGroup: boolean
}

/** A parameter that was read, with a hint that the card shows; or the sentence that says what is wrong. */
export type Reading<T> =
  | { ok: true; value: T; hint?: string }
  | { ok: false; sentence: string /** What the form proposes instead. */; proposal?: string }

/** A parameter of a command: how it is read from text and from a form, and how a form asks for it. */
export interface Arg<T> {
  readonly label: string
  /** Keys under which it may be written (`地点=…`); the label is one of them. */
  readonly keys: readonly string[]
  readonly required: boolean
  /** Names of parameters any of which makes this one dispensable. */
  readonly unless?: readonly string[]
  /** What was typed may not be shown again, not even to say that it was not understood. */
  readonly confidential?: true
  /** Takes its part from the beginning of the free text, or null when it is only written as `键=值`. */
  readonly take: ((free: string, ctx: ReadContext) => { text: string; rest: string } | null) | null
  read(text: string, ctx: ReadContext): Promise<Reading<T>>
  field(ctx: ReadContext, value: string | undefined): Promise<Field>
}

/** The values that a command's `run` receives: a required one is there, another may be undefined. */
export type ArgValues<A extends Record<string, Arg<unknown>>> = {
  [K in keyof A]: A[K] extends Arg<infer T> ? T : never
}

type Optional<T> = Arg<T | undefined>

/** Makes a parameter optional: absent, it reads as `undefined`. */
export const optional = <T>(arg: Arg<T>): Optional<T> => ({ ...arg, required: false })

/** Makes a parameter one that is asked for only where none of the others is given. */
export const unless = <T>(arg: Arg<T>, ...others: string[]): Optional<T> => ({ ...arg, unless: others })

/** Makes a parameter one that is written without its key, in the order of the definition. */
export const positional = <T>(arg: Arg<T>): Arg<T> => ({ ...arg, take: arg.take ?? firstWord })

/** Makes a parameter one that is only written as `键=值`. */
export const keyed = <T>(arg: Arg<T>): Arg<T> => ({ ...arg, take: null })

/** The first word of the free text. */
export const firstWord = (free: string): { text: string; rest: string } | null => {
  const [text = ''] = free.split(/\s+/, 1)
  return text === '' ? null : { text, rest: free.slice(text.length).trim() }
}

/** All of the free text. */
export const wholeText = (free: string): { text: string; rest: string } | null =>
  free === '' ? null : { text: free, rest: '' }
