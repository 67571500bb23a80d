import type { Content, Recipient } from './delivery.ts'

/** Where a message of the outbox stands. In flight and waiting for another try are leases, not states. */
export type OutgoingState = 'planned' | 'sent' | 'suppressed' | 'expired' | 'dead' | 'unknown'

/** Calls that the platform takes from one app in one enterprise. */
export interface CallLimits {
  perMinute: number
  perSecond: number
}

/** What a claim asks for. `now` is business time; everything in milliseconds is the system's. */
export interface ClaimRequest {
  platform: string
  now: Date
  limit: number
  leaseMs: number
  limits: CallLimits
}

/** One row of the outbox in a claimed message. */
export interface MessagePart {
  id: string
  content: Content
  dueAt: Date
  expiresAt: Date | null
  /** When the rule asked for it, where it was put off since. */
  owedAt: Date | null
  /** Why it was put off: a word of `domain/reminders/reasons.ts`. */
  reason: string | null
}

/** A reminder that its person has already had, on the card of `messageId`. */
export interface EarlierPart extends MessagePart {
  /** Business time. */
  sentAt: Date
  messageId: string
}

/** A message that this process alone may send until its lease ends. */
export interface ClaimedMessage {
  /**
   * Under what the platform takes it once, the same at every attempt: the key of its only row, or the name of the batch
   * of reminders that go out together.
   */
  key: string
  kind: string
  platform: string
  recipient: Recipient
  /** Its rows, the most urgent first; more than one for reminders of the same person. */
  parts: MessagePart[]
  /** Attempts, this one included. */
  attempts: number
  /** An earlier attempt's answer was lost, so that it may have arrived already. */
  maybeDelivered: boolean
}

/** What was claimed; `waitMs` = the bucket is empty or blocked for so long. */
export interface Claim<T> {
  items: T[]
  waitMs: number | null
}

/** What the platform answered, and the card row that comes of it. */
export interface Handover {
  messageId: string
  chatId: string | null
  /** Business time. */
  sentAt: Date
  /** Whether the card can still be acted on. */
  open: boolean
  digest: string
  /** The card stays as it was sent: what it says is true of that moment only. */
  frozen: boolean
  /** No other message goes to the same chat or person for so long. */
  spacingMs: number
  /** Earlier reminders (ids of rows) that the new card carries on, and the messages in whose place it stands. */
  replaces?: { rows: readonly string[]; messages: readonly string[] } | undefined
}

/** A message that nobody sends again by himself. */
export interface DeadLetter {
  id: string
  what: 'message' | 'refresh'
  key: string
  state: Extract<OutgoingState, 'dead' | 'unknown'>
  error: string | null
  attempts: number
}

/** A message that was handed over, as `POST /clock` tells it. */
export interface SentMessage {
  at: Date
  /** The chat id, or the person's id on the platform. */
  to: string
  kind: string
  key: string
  messageId: string
}

/**
 * The outbox as a queue. A claim takes tokens of the shared rate bucket and leases rows in one transaction, so that
 * replicas neither exceed the platform's limits nor overtake each other in a chat: while a message is in flight, or
 * one of the same or a higher class waits for another try, no later one goes to the same chat.
 */
export interface DeliveryStore {
  /**
   * The next due messages: by class, then due time, then id; at most one a chat. Reminders of a member that are due and
   * were never tried become one message and stay one (a batch), so that every attempt has the same parts and key; they
   * are not taken before they have been in the queue for `gatherMs`, because their fellows may just be being planned.
   * Rows past `expiresAt` become `expired`, those whose answer was lost longer ago than `idempotencyMs` `unknown`.
   */
  claim(request: ClaimRequest & { idempotencyMs: number; gatherMs: number }): Promise<Claim<ClaimedMessage>>
  /**
   * Marks all its parts sent as one message and keeps its card, in one transaction; the cards that it replaces fold up.
   * May be repeated.
   */
  sent(message: ClaimedMessage, handover: Handover): Promise<void>
  /** Reminders that a person was sent since an instant (business time), the most urgent first. */
  earlier(about: { platform: string; recipient: Recipient; since: Date }): Promise<EarlierPart[]>
  retry(
    message: ClaimedMessage,
    how: { delayMs: number; error: string; uncertain: boolean; counts: boolean },
  ): Promise<void>
  /** Puts rows off that may not be sent now; no call was made for them. Their fellows stay with the message. */
  hold(ids: readonly string[], until: Date, reason: string): Promise<void>
  /** Gives a token back that was taken for a message of which nothing is sent. */
  unused(message: ClaimedMessage): Promise<void>
  /** Dissolves a batch that surely was not delivered: each of its parts goes by itself now. */
  takeApart(message: ClaimedMessage, error: string): Promise<void>
  /** Ends its parts: `unused` = no call was made for them, and the token is given back. */
  settle(
    message: ClaimedMessage,
    state: Exclude<OutgoingState, 'planned' | 'sent'>,
    why: { error: string; reason?: string },
    unused: boolean,
  ): Promise<void>
  /** The platform said 429: no replica calls this kind of API for so long. */
  block(platform: string, api: 'send' | 'update', forMs: number): Promise<void>
  /** Messages due by `now` that are still to be handed over and are tried within `patienceMs`; counts to 100. */
  outstanding(platform: string, now: Date, patienceMs: number): Promise<number>
  /** What became due in (from, to] and was handed over, by whichever replica, in the order of sending. */
  sentBetween(from: Date, to: Date): Promise<SentMessage[]>
  deadLetters(limit: number): Promise<DeadLetter[]>
  /** Puts a dead or unknown message (with its whole batch), or card refresh, back to work; false when it is neither. */
  redrive(id: string): Promise<boolean>
  /** For metrics: messages that are due and unsent, dead, unknown, and cards that are behind. */
  depths(now: Date): Promise<{ due: number; dead: number; unknown: number; behind: number }>
}

/** A card that is behind, leased to this process. */
export interface BehindCard {
  id: string
  platform: string
  messageId: string
  chatId: string | null
  viewerId: string | null
  view: string
  ref: string
  /** Read before rendering: what is touched meanwhile raises it, and the card is refreshed again. */
  wanted: number
  attempts: number
  /** What the card was when it was sent, if nobody has touched it since; else null. */
  untouchedDigest: string | null
  /** Names this lease; a finish under an older one asks for another refresh instead. */
  lease: string
}

/** Cards in the chats that must show what the rows say. */
export interface CardRefreshStore {
  claimBehind(request: Omit<ClaimRequest, 'now'>): Promise<Claim<BehindCard>>
  /** The card shows what it showed at `wanted`; not again for `spacingMs`. `unused` gives the token back. */
  shown(card: BehindCard, how: { open: boolean; spacingMs: number; unused: boolean }): Promise<void>
  retryRefresh(card: BehindCard, how: { delayMs: number; error: string; counts: boolean }): Promise<void>
  /** Gives this refresh up, visibly; the next touch starts anew. */
  giveUp(card: BehindCard, error: string): Promise<void>
  /** The card can never be changed again. */
  gone(card: { id: string }, error: string): Promise<void>
  /** Marks it replaced and plans a fresh one to the same chat under `repost:<id>`, in one transaction. */
  repost(
    card: Pick<BehindCard, 'id' | 'platform' | 'chatId' | 'viewerId' | 'view' | 'ref'>,
    now: Date,
  ): Promise<void>
  /** Live cards that can be acted on and were sent before `before` (business time), oldest first. */
  openSince(
    platform: string,
    before: Date,
    limit: number,
  ): Promise<Omit<BehindCard, 'wanted' | 'attempts' | 'untouchedDigest' | 'lease'>[]>
  /** The card can no longer be acted on. */
  closed(id: string): Promise<void>
  /** Cards behind that are tried within `patienceMs`. */
  behind(platform: string, patienceMs: number): Promise<number>
}
