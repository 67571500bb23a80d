import type { PersonIdentity } from '../../domain/ports/index.ts'
import type { Base, Directory } from './context.ts'

/** What happened to a chat, in neutral words. */
export type ChatNews =
  | { change: 'bot-added' | 'bot-removed' | 'disbanded'; chatId: string }
  | {
      change: 'members-added' | 'members-removed'
      chatId: string
      people: { name: string; identities: PersonIdentity[] }[]
    }
  | { change: 'message-read'; messageIds: string[]; reader: PersonIdentity[] }
  | { change: 'private-opened'; chatId: string; by: PersonIdentity[] }

/** Reacts to chats that the bot comes to or leaves, people who join, messages that are read. */
export interface ChatChangeHandler {
  run(news: ChatNews, ctx: Base & { platform: string; key: string; directory: Directory }): Promise<void>
}
