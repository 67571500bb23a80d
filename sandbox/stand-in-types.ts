import type { RecordedCall } from './api/server.ts'
import type { ClickResult } from './callbacks.ts'
import type { Deed } from './card/actions.ts'
import type { Entered } from './card/form-values.ts'
import type { RecordedPush } from './events.ts'
import type { Faults } from './faults.ts'
import type { Fields } from './json.ts'
import type { PushAnswer, PushOptions } from './push.ts'
import type { Change, Chat, Limits, Message, Person } from './types.ts'

/** What a stand-in for the open platform is made of. */
export interface StandInOptions {
  appId: string
  appSecret: string
  encryptKey: string
  verificationToken: string
  tenantKey?: string
  /** Name under which the bot is mentioned; 「支部助手」 when left out. */
  botName?: string
  /** Where events and card callbacks are posted; asked anew for each push when it is a function. */
  webhookUrl?: string | (() => string)
  /** Business clock: times of messages, age of cards, `uuid` memory, redelivery. The system's when left out. */
  now?: () => Date
  /** System time in milliseconds: signatures, tokens, rate limits, ages of events. For tests. */
  systemNow?: () => number
  /** File in which people, chats and messages survive a restart. */
  journal?: string
  limits?: Partial<Limits>
}

/** Where somebody writes: a chat that they are in, or their private chat with the bot. */
export type Where = { chatId: string } | { private: true }

/** What became of a push that belongs to a message. */
export interface Delivered extends PushAnswer {
  messageId: string
  eventId: string
}

/** A local stand-in for the open platform: its HTTP for the bot, and its people for tests and the chat page. */
export interface StandIn {
  /** Starts the HTTP listener and answers its base address, without a slash at the end. */
  listen(port?: number, host?: string): Promise<string>
  close(): Promise<void>
  /** The bot's own open id. */
  readonly botOpenId: string
  readonly botName: string
  people(): Person[]
  chats(): Chat[]
  addPerson(person: { name: string; openId?: string }): Person
  addChat(chat: { name: string; members: string[] }): Chat
  /** Brings the bot into a group and pushes `im.chat.member.bot.added_v1`. */
  addBot(chatId: string, byOpenId: string): Promise<PushAnswer>
  removeBot(chatId: string, byOpenId: string): Promise<PushAnswer>
  /** A person joins or leaves a group; pushed when the bot is in it. */
  addMember(chatId: string, openId: string): Promise<PushAnswer>
  removeMember(chatId: string, openId: string): Promise<PushAnswer>
  /** Somebody writes; in a group the bot is mentioned unless `mentionBot` is false. Resolves with the webhook's answer. */
  says(
    openId: string,
    where: Where,
    text: string,
    options?: { mentionBot?: boolean; replyTo?: string },
  ): Promise<Delivered>
  /** Somebody sends a file or a picture; with `replyTo` as an answer to a message. */
  sendsFile(
    openId: string,
    where: Where,
    file: { name: string; bytes: Uint8Array; kind?: 'file' | 'image' },
    options?: { replyTo?: string },
  ): Promise<Delivered>
  /** The bytes of a file or picture that stands in a chat. */
  resource(key: string): { name: string; bytes: Uint8Array } | undefined
  /** Somebody presses the button with these words; entries of a form by name or label. */
  clicks(openId: string, messageId: string, words: string, options?: ClickOptions): Promise<ClickResult>
  /** Somebody ticks the checker whose text starts so; without `checked` its state is turned over. */
  ticks(openId: string, messageId: string, textPrefix: string, checked?: boolean): Promise<ClickResult>
  /** Somebody chooses in a select, date or overflow element outside forms, found by name or label. */
  selects(openId: string, messageId: string, name: string, option: string): Promise<ClickResult>
  /** Somebody uses the element at a dotted path of the card. */
  acts(openId: string, messageId: string, path: string, deed?: Deed): Promise<ClickResult>
  /** Messages of a chat, oldest first. */
  messages(chatId: string): Message[]
  /** A person's private chat with the bot; made when it is first asked for. */
  privateChat(openId: string): Chat
  /** Messages of a person's private chat with the bot. */
  privateMessages(openId: string): Message[]
  message(messageId: string): Message | undefined
  /** Somebody has read a message; pushed for private chats only, as on the platform. */
  markRead(openId: string, messageId: string): Promise<PushAnswer | undefined>
  /** The latest calls of the bot, and the latest pushes of events and callbacks. */
  readonly calls: readonly RecordedCall[]
  readonly pushes: readonly RecordedPush[]
  readonly faults: Faults
  /** Calls the listener after each change; answers how to stop that. */
  on(event: 'change', listener: (change: Change) => void): () => void
  redeliver(eventId: string): Promise<PushAnswer>
  /** Pushes any envelope, dressed as wished, without remembering it. */
  push(envelope: Fields, options?: PushOptions): Promise<PushAnswer>
  /** An envelope with this app's token and ids. */
  envelope(eventType: string, event: Fields): Fields
  /** Makes all tenant access tokens invalid. */
  revokeTokens(): void
  /** Delivers again what is due by the business clock; answers how many events. */
  tick(): Promise<number>
  nextRedelivery(): Date | undefined
}

/** Choices of a click. */
export interface ClickOptions {
  form?: Record<string, Entered>
  /** Which of several buttons with the same words, counted from 0. */
  nth?: number
  /** Sends a form although required fields are empty. */
  lax?: boolean
}
