import type { Inbound } from '../platform.ts'

/** Why an event is not for us; for counters. */
export type IgnoredBecause =
  | 'unhandled'
  | 'not-mentioned'
  | 'not-a-person'
  | 'unreadable-type'
  | 'external'
  | 'recalled'

/** An event that is not for us. */
export interface Ignored {
  type: 'ignored'
  because: IgnoredBecause
}

/** Makes the answer of a reader that has nothing for us. */
export const ignored = (because: IgnoredBecause): Ignored => ({ type: 'ignored', because })

/** What every event of ours carries. */
export type EventBase = Pick<Inbound, 'key' | 'tenantKey' | 'at' | 'digest'>

/**
 * Reads the `event` part of one type. Throws when it does not have its documented shape, and {@link BotUnknown} when
 * it has to wait.
 */
export type EventReader = (event: unknown, base: EventBase, botOpenId: string | null) => Inbound | Ignored

/** A group message cannot be judged before we know who the bot is: the platform should deliver it again. */
export class BotUnknown extends Error {
  override name = 'BotUnknown'
}
