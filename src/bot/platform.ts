/**
 * The port behind which each chat platform stands. Nothing outside `bot/<platform>/` knows a platform's JSON.
 */
import type { Card } from '../cards/card.ts'

/** A person as the platform names them: an id is unique only inside (platform, kind). */
export interface Identity {
  platform: 'feishu' | 'dingtalk'
  kind: 'open_id' | 'union_id' | 'user_id'
  value: string
}

/** Where something was said: a group, or the private chat of one person with the bot. */
export interface ChatRef {
  chatId: string
  type: 'group' | 'private'
}

interface EventBase {
  /** Unique per platform: the key of the inbox. For messages the message id, for clicks the event id. */
  key: string
  /** The platform's name of the enterprise in which it happened. */
  tenantKey: string
  /** When the platform says it happened; system time, not the business clock. */
  at: Date
  /** SHA-256 of the decrypted event, so that a second body under the same key is noticed. */
  digest: string
}

/** A file or picture of a message: how the platform names it, and the name that its sender gave it. */
export interface Attachment {
  key: string
  kind: 'file' | 'image'
  /** Null for pictures, which have none. */
  name: string | null
}

/** Somebody said something to the bot. `text` is clean: the bot's mention is removed. */
export interface Message extends EventBase {
  type: 'message'
  chat: ChatRef
  from: Identity[]
  messageId: string
  text: string
  /** People mentioned besides the bot, in order. */
  mentions: { name: string; ids: Identity[] }[]
  /** What came with it; bytes are fetched later (`downloadResource`), never while the event is handled. */
  attachments?: Attachment[]
  /** The message that it answers. */
  replyTo?: string
}

/** Somebody clicked on a card. */
export interface Click extends EventBase {
  type: 'click'
  from: Identity[]
  /** The message of the card; null when the platform did not say. */
  messageId: string | null
  chatId: string | null
  value: unknown
  /** The state of a checker after the click. */
  checked?: boolean
  /** Submitted fields by their ids: dates as `YYYY-MM-DD`, date-times as `YYYY-MM-DD HH:mm`. */
  form: Record<string, unknown>
  /** The chosen option of a select or overflow outside a form. */
  option?: string
}

/** The bot or people came to, or left, a chat; or a message was read. */
export type ChatChange = EventBase & { type: 'chat' } & (
    | { change: 'bot-added' | 'bot-removed' | 'disbanded'; chatId: string; by: Identity[] }
    | {
        change: 'members-added' | 'members-removed'
        chatId: string
        people: { name: string; ids: Identity[]; tenantKey?: string }[]
      }
    | { change: 'message-read'; messageIds: string[]; reader: Identity[] }
    | { change: 'private-opened'; chatId: string; by: Identity[] }
  )

export type Inbound = Message | Click | ChatChange

/** The answer to a click: a toast for the one who clicked, and where nobody else may race, the fresh card. */
export interface ClickAnswer {
  toast?: { tone: 'info' | 'success' | 'warning' | 'error'; text: string }
  card?: Card
}

/** Takes what came in, after verification; resolves when its effect is committed. */
export interface Dispatch {
  handle(event: Message | ChatChange): Promise<void>
  click(event: Click): Promise<ClickAnswer>
}

/** Why a call failed, which decides what is done next (see `bot/delivery/`). */
export type FailureKind =
  /** Worth another try, after `retryAfterMs` where given. */
  | 'transient'
  /** This chat or person cannot be reached (bot not in the group, person resigned …). */
  | 'target'
  /** This message can no longer be changed (recalled, too old): send a fresh one. */
  | 'message'
  /** The platform refuses the content (sensitive words, DLP). */
  | 'content'
  /** Credentials, permissions, app state: an operator must act. */
  | 'config'
  /** We sent something wrong. */
  | 'bug'
  /** The answer was lost: it may or may not have happened. */
  | 'unknown'

/** A failed call to the platform. Carries no token, no payload. */
export class PlatformError extends Error {
  override name = 'PlatformError'
  readonly kind: FailureKind
  readonly code: number | null
  readonly retryAfterMs: number | null
  /** The platform's own trace id, for its support. */
  readonly logId: string | null
  constructor(
    kind: FailureKind,
    message: string,
    more: { code?: number; retryAfterMs?: number; logId?: string } = {},
  ) {
    super(message)
    this.kind = kind
    this.code = more.code ?? null
    this.retryAfterMs = more.retryAfterMs ?? null
    this.logId = more.logId ?? null
  }
}

/** Where a message goes: a group by chat id, or a person by an identity of theirs. */
export type Target = { chatId: string } | { identity: Identity }

/** What a platform can take, as data: the planner degrades cards by it, delivery spaces calls by it. */
export interface Limits {
  cardBytes: number
  cardElements: number
  /** How long a card can still be changed after it was sent, in milliseconds. */
  cardLifeMs: number
  ackMs: number
  perMinute: number
  perSecond: number
  perChatPerSecond: number
  perCardPerSecond: number
  /** How long a repeated idempotency key is recognised, in milliseconds. */
  idempotencyMs: number
  /** The largest file that can be sent, in bytes. */
  fileBytes: number
}

/** A file as it is handed to the platform. */
export interface OutgoingFile {
  /** With its extension. */
  name: string
  bytes: Uint8Array
}

/** The outgoing side of a platform. Every method rejects with a PlatformError. */
export interface ChatPlatform {
  readonly name: 'feishu' | 'dingtalk'
  readonly limits: Limits
  /** Obtains a token; used at start, by readyz and by doctor. */
  ready(): Promise<void>
  /** The bot's own identity and name. */
  self(): Promise<{ identity: Identity; name: string }>
  /** Sends once per `idempotencyKey` (≤ 50 characters) inside `limits.idempotencyMs`. */
  sendCard(
    to: Target,
    card: Card,
    idempotencyKey: string,
    names: MentionNames,
  ): Promise<{ messageId: string; chatId: string | null }>
  /** Hands a file over and answers the platform's key of it; may be repeated, since nobody sees it before it is sent. */
  uploadFile(file: OutgoingFile): Promise<string>
  /** Sends a file that was handed over, once per `idempotencyKey` as {@link sendCard}. */
  sendFile(
    to: Target,
    fileKey: string,
    idempotencyKey: string,
  ): Promise<{ messageId: string; chatId: string | null }>
  /** The bytes of a message's file or picture. Rejects with kind `content` when there are more than `maxBytes`. */
  downloadResource(
    messageId: string,
    attachment: Pick<Attachment, 'key' | 'kind'>,
    maxBytes: number,
  ): Promise<Uint8Array>
  updateCard(messageId: string, card: Card, names: MentionNames): Promise<void>
  chat(chatId: string): Promise<{ name: string; external: boolean; type: 'group' | 'private' }>
  /** All people of a group, over all pages; bots are not among them. A failing page rejects the whole. */
  chatMembers(chatId: string): Promise<{ name: string; ids: Identity[]; tenantKey: string | null }[]>
  person(identity: Identity): Promise<{ name: string; ids: Identity[] } | null>
  /** Which of our people have read a message; ids as the platform gives them. */
  readers(messageId: string): Promise<Identity[]>
}

/** Resolves the member ids of a card's mentions to identities of this platform. */
export type MentionNames = (memberId: string) => Identity | null
