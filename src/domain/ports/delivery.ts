/** Where a message goes: a group chat, or a person privately. */
export type Recipient = { chatId: string } | { memberId: string }

/**
 * What it shows: a view of an object, rendered from the rows when it is sent, a card as it is (`card` is plain JSON), or
 * a stored file. `about` says what a reply to the file belongs to (`document:<id>`); the bytes are opened at sending.
 */
export type Content = { view: string; ref: string } | { card: unknown } | { file: string; about: string }

/** Under this view the message of a sent file stands among the cards; its ref is the content's `about`. */
export const fileView = 'file'

/** Who waits for it: a person at the screen; a deadline within a day; an approver; tomorrow's meeting; a duty; figures. */
export const priorities = { reply: 0, deadline: 1, approval: 2, meeting: 3, duty: 4, digest: 5 } as const

/** A message for the outbox. `key` exists once per tenant and decides that it is sent once. */
export interface Outgoing {
  key: string
  kind: 'reply' | 'card' | 'reminder' | 'news'
  platform: string
  recipient: Recipient
  content: Content
  priority: keyof typeof priorities
  /** Business time; default: now. */
  dueAt?: Date
  /** Not sent after this instant (business time). */
  expiresAt?: Date
  /** Of a reminder: the organisation whose duty it is about, and when the rule asked for it, where that was earlier. */
  organisationId?: string
  owedAt?: Date
}

/** A card that we sent. */
export interface SentCard {
  id: string
  messageId: string
  chatId: string | null
  viewerId: string | null
  view: string
  ref: string
  state: 'live' | 'gone' | 'replaced'
}

/** A card as it was handed over: the platform's own id of the message, and when. */
export interface ShownCard {
  platform: string
  messageId: string
  chatId: string | null
  sentAt: Date
}

export interface CardStore {
  byMessage(platform: string, messageId: string): Promise<SentCard | null>
  /** Where and when a view was shown, in the order of sending: the proof of a publication. */
  shown(view: string, ref: string): Promise<ShownCard[]>
  /** Cards of a view that still work, the latest first. */
  openOf(platform: string, view: string, limit: number): Promise<SentCard[]>
}

/** Events that took effect, so that they take it once. */
export interface InboxStore {
  /**
   * Marks an event. `null` = it is new; otherwise the answer that was given the first time, and whether the body under
   * this key was the same (`sameBody` false is worth a security line: the first one counted).
   */
  mark(event: {
    source: string
    key: string
    digest: string
  }): Promise<{ answer: unknown; sameBody: boolean } | null>
  /** Keeps the answer of an event that was marked in this unit. */
  answer(source: string, key: string, answer: unknown): Promise<void>
}
