import type { Resource } from './resources.ts'

/** A card's JSON as the platform stores it (Card JSON 2.0). */
export type Card = Record<string, unknown>

/** A person of the tenant, with the three ids that the platform knows. */
export interface Person {
  openId: string
  userId: string
  unionId: string
  name: string
}

/** A conversation: a group, or the private chat of one person with the bot. */
export interface Chat {
  chatId: string
  name: string
  mode: 'group' | 'p2p'
  /** Open ids of the people in it, in the order in which they came; the bot is not among them. */
  members: string[]
  /** Whether the bot is in the chat. */
  bot: boolean
}

/** Who wrote a message. */
export type Sender = { kind: 'bot' } | { kind: 'person'; openId: string } | { kind: 'system' }

/** A mark that somebody has read a message, `at` in milliseconds of the business clock. */
export interface ReadMark {
  openId: string
  at: number
}

/** A message of a chat. */
export interface Message {
  messageId: string
  chatId: string
  sender: Sender
  msgType: 'interactive' | 'text' | 'post' | 'file' | 'image' | 'system'
  /** The `content` string of the API, byte for byte. */
  content: string
  /** The card of an `interactive` message, as it stands after all updates. */
  card?: Card
  /** Readable text of every other message. */
  text?: string
  /** The file or picture of a `file` or `image` message. */
  resource?: Resource
  mentions: Mention[]
  /** Milliseconds of the business clock. */
  createdAt: number
  updatedAt: number
  /** How often the card was replaced, by PATCH, delayed update or a callback's answer. */
  updates: number
  recalled: boolean
  readBy: ReadMark[]
  /** The message that this one answers. */
  parentId?: string
  /** Only this person sees the message (ephemeral cards). */
  onlyFor?: string
  /** Open ids to whom the message was sent as urgent. */
  urgentFor: string[]
}

/** An @-mention inside a text message. */
export interface Mention {
  key: string
  openId: string
  unionId: string
  userId: string
  name: string
  isBot: boolean
}

/** What changed, for live pages and for tests that wait. */
export interface Change {
  kind: 'person' | 'chat' | 'message' | 'read'
  /** Open id, chat id or message id, after `kind`. */
  id: string
  chatId?: string
}

/** The platform's limits, all adjustable so that a test can make them small. */
export interface Limits {
  /** Calls of one API in a minute and in a second. */
  perMinute: number
  perSecond: number
  /** Messages to one chat or person in a second. */
  perTargetPerSecond: number
  /** Updates of one message in a second. */
  perMessagePerSecond: number
  cardBytes: number
  textBytes: number
  /** A file or picture that is handed in, and one that is handed out. */
  fileBytes: number
  imageBytes: number
  downloadBytes: number
  /** Life of a tenant access token, and the rest of it from which a new one is given. */
  tokenSeconds: number
  tokenRenewSeconds: number
  /** How long a message `uuid` is remembered. */
  uuidMs: number
  /** Age at which a card can no longer be updated. */
  updatableMs: number
  /** Life and uses of the token of a card callback. */
  cardTokenMs: number
  cardTokenUses: number
  /** How long the platform waits for the webhook. */
  pushTimeoutMs: number
  /** Pauses between the deliveries of an event that was not answered with 200. */
  redeliverAfterMs: number[]
  /** How many API calls and pushes are remembered. */
  remembered: number
}

/** The limits that the open platform publishes. */
export const platformLimits: Limits = {
  perMinute: 1000,
  perSecond: 50,
  perTargetPerSecond: 5,
  perMessagePerSecond: 5,
  cardBytes: 30 * 1024,
  textBytes: 150 * 1024,
  fileBytes: 30 * 1024 * 1024,
  imageBytes: 10 * 1024 * 1024,
  downloadBytes: 100 * 1024 * 1024,
  tokenSeconds: 7200,
  tokenRenewSeconds: 1800,
  uuidMs: 3_600_000,
  updatableMs: 14 * 86_400_000,
  cardTokenMs: 30 * 60_000,
  cardTokenUses: 2,
  pushTimeoutMs: 3000,
  redeliverAfterMs: [15_000, 300_000, 3_600_000, 21_600_000],
  remembered: 5000,
}
