import type { Card } from '../../cards/card.ts'
import type { Clock } from '../../clock.ts'
import { type RetryPace, retryPace } from '../../domain/delivery/retry.ts'
import type {
  CardRefreshStore,
  Content,
  DeliveryStore,
  MessagePart,
  Recipient,
} from '../../domain/ports/index.ts'
import type { Hold } from '../../domain/reminders/preference.ts'
import type { ChatPlatform, Identity, OutgoingFile } from '../platform.ts'

/** A card, and whether it can still be acted on. */
export interface Face {
  card: Card
  open: boolean
  /** True of the moment of sending only: it stays as it was sent. */
  frozen?: boolean
}

/** Why there is nothing to say: a word of `domain/reminders/reasons.ts`. */
export interface Silence {
  silent: string
}

/** Ids and outcomes, never content. */
export interface DeliveryLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** What the delivery of one platform works with. */
export interface DeliveryOptions {
  tenantId: string
  store: DeliveryStore
  cards: CardRefreshStore
  platform: ChatPlatform
  /** The card from the rows as they are now; null or `silent` (why) when there is nothing left to say. */
  render(content: Content, recipient: Recipient): Promise<Face | Silence | null>
  /** Until when each part of a reminder is put off by its person's choices; parts that may go now are not named. */
  holdsOf?: (memberId: string, parts: readonly MessagePart[]) => Promise<ReadonlyMap<string, Hold>>
  /** Marks a card that comes (`at`) later than it was owed; null when it does not, or not so that anybody would notice. */
  marked?: (card: Card, part: MessagePart, at: Date) => Card | null
  /** When the local day of an instant began: of one day a person has one card of reminders. Unless given, every card stands for itself. */
  dayStart?: (now: Date) => Date
  /** A stored file as it is sent; null when it is no longer there. */
  openFile(id: string): Promise<OutgoingFile | null>
  identityOf(memberId: string): Promise<Identity | null>
  /** When a card that nobody asked for may be posted: now, or the next morning (business time). Now unless given. */
  daytime?: (now: Date) => Date
  /** Business time: decides what is due. */
  clock: Clock
  log: DeliveryLog
  /** Told of every outcome, for metrics. */
  onOutcome?: (outcome: Outcome) => void
  /** In [0, 1): the jitter of the waits. */
  random?: () => number
  pace?: Partial<DeliveryPace>
}

/** The part of it that sends messages. */
export type SenderOptions = Omit<DeliveryOptions, 'cards' | 'platform' | 'daytime' | 'pace'> & {
  platform: Pick<ChatPlatform, 'name' | 'limits' | 'sendCard' | 'uploadFile' | 'sendFile'>
}

/** What became of one attempt, for each row of the outbox in it. `kind` is the message's kind, `refresh` for an update of a card. */
export interface Outcome {
  what: 'sent' | 'shown' | 'suppressed' | 'expired' | 'retry' | 'dead' | 'unknown' | 'gone' | 'reposted'
  kind: string
}

/** Times of delivery in milliseconds, system time. */
export interface DeliveryPace {
  retry: RetryPace
  /** How long a message is this process's own: longer than any call takes. */
  leaseMs: number
  pollMs: number
  /** A card is refreshed once in so long. */
  refreshMs: number
  /** `drain` does not wait for what is tried again later than this. Longer than a lease: what is on its way is waited for. */
  patienceMs: number
  /** How long reminders wait for others to the same person that are being planned; `drain` comes after the planning. */
  gatherMs: number
  /** Messages, and card refreshes, on their way at the same time. */
  slots: number
}

const pace: DeliveryPace = {
  retry: retryPace,
  leaseMs: 30_000,
  pollMs: 1_000,
  refreshMs: 1_000,
  patienceMs: 31_000,
  gatherMs: 5_000,
  slots: 8,
}

/** The pace with what was left out. */
export const paceOf = (given: Partial<DeliveryPace> = {}): DeliveryPace => ({ ...pace, ...given })
