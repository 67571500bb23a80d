import { EventEmitter } from 'node:events'
import { newId } from './ids.ts'
import { type Entry, type Journal, openJournal, readJournal } from './journal.ts'
import { openResources, type Resource, type Resources } from './resources.ts'
import type { Change, Chat, Message, Person, Sender } from './types.ts'

/** A `uuid` that was used for a message, remembered for a while against doubles. */
export interface UsedUuid {
  uuid: string
  messageId: string
  at: number
}

/** Everything the platform stores: people, chats, messages. */
export interface World {
  readonly people: ReadonlyMap<string, Person>
  readonly chats: ReadonlyMap<string, Chat>
  readonly messages: ReadonlyMap<string, Message>
  readonly uuids: ReadonlyMap<string, UsedUuid>
  readonly resources: Resources
  /** The bot's own open id and union id; they survive a restart. */
  readonly bot: { openId: string; unionId: string }
  readonly changes: EventEmitter<{ change: [Change] }>
  putPerson(person: Person): void
  putChat(chat: Chat): void
  putMessage(message: Message, kind?: 'message' | 'read'): void
  putUuid(used: UsedUuid): void
  messagesOf(chatId: string): Message[]
  /** The private chat of a person with the bot; made when it is first needed. */
  privateChat(openId: string): Chat
  /** A person by any of the three ids. */
  findPerson(idType: string, id: string): Person | undefined
  close(): void
}

/** Opens the world, restored from the journal file when one is named. */
export function openWorld(journalFile?: string): World {
  const people = new Map<string, Person>()
  const chats = new Map<string, Chat>()
  const messages = new Map<string, Message>()
  const uuids = new Map<string, UsedUuid>()
  const byChat = new Map<string, string[]>()
  const privateChats = new Map<string, Chat>()
  let bot = { openId: newId.open(), unionId: newId.union() }
  const changes = new EventEmitter<{ change: [Change] }>()
  changes.setMaxListeners(0)

  const keepMessage = (message: Message): void => {
    if (!messages.has(message.messageId)) {
      const ids = byChat.get(message.chatId)
      if (ids) ids.push(message.messageId)
      else byChat.set(message.chatId, [message.messageId])
    }
    messages.set(message.messageId, message)
  }
  const keepChat = (chat: Chat): void => {
    chats.set(chat.chatId, chat)
    const [owner] = chat.members
    if (chat.mode === 'p2p' && owner) privateChats.set(owner, chat)
  }
  // The journal holds what this module wrote, so its values are trusted to have the shape of their kind.
  const keepers: Record<string, (value: never) => void> = {
    bot: (value: typeof bot) => {
      bot = value
    },
    person: (value: Person) => void people.set(value.openId, value),
    chat: keepChat,
    message: keepMessage,
    uuid: (value: UsedUuid) => void uuids.set(value.uuid, value),
    resource: (value: Resource) => resources.restore(value),
  }
  const resources = openResources(journalFile, (value) => journal?.append({ kind: 'resource', value }))
  for (const { kind, value } of journalFile ? readJournal(journalFile) : []) keepers[kind]?.(value as never)
  const snapshot = (): Entry[] => [
    { kind: 'bot', value: bot },
    ...[...people.values()].map((value) => ({ kind: 'person', value })),
    ...[...chats.values()].map((value) => ({ kind: 'chat', value })),
    ...[...messages.values()].map((value) => ({ kind: 'message', value })),
    ...[...uuids.values()].map((value) => ({ kind: 'uuid', value })),
    ...resources.all().map((value) => ({ kind: 'resource', value })),
  ]
  const journal: Journal | undefined = journalFile ? openJournal(journalFile, snapshot()) : undefined

  const world: World = {
    people,
    chats,
    messages,
    uuids,
    resources,
    bot,
    changes,
    putPerson(person) {
      people.set(person.openId, person)
      journal?.append({ kind: 'person', value: person })
      changes.emit('change', { kind: 'person', id: person.openId })
    },
    putChat(chat) {
      keepChat(chat)
      journal?.append({ kind: 'chat', value: chat })
      changes.emit('change', { kind: 'chat', id: chat.chatId, chatId: chat.chatId })
    },
    putMessage(message, kind = 'message') {
      keepMessage(message)
      journal?.append({ kind: 'message', value: message })
      changes.emit('change', { kind, id: message.messageId, chatId: message.chatId })
    },
    putUuid(used) {
      uuids.set(used.uuid, used)
      journal?.append({ kind: 'uuid', value: used })
    },
    messagesOf: (chatId) => (byChat.get(chatId) ?? []).flatMap((id) => messages.get(id) ?? []),
    privateChat(openId) {
      const known = privateChats.get(openId)
      if (known) return known
      const person = people.get(openId)
      if (!person) throw new Error(`Nobody has the open id ${openId}`)
      const chat: Chat = {
        chatId: newId.chat(),
        name: person.name,
        mode: 'p2p',
        members: [openId],
        bot: true,
      }
      world.putChat(chat)
      return chat
    },
    findPerson(idType, id) {
      if (idType === 'open_id') return people.get(id)
      const key = idType === 'union_id' ? 'unionId' : 'userId'
      return [...people.values()].find((person) => person[key] === id)
    },
    close: () => journal?.close(),
  }
  return world
}

/** A new message with nothing read, updated or answered yet; `at` in milliseconds. */
export function newMessage(chatId: string, sender: Sender, at: number): Message {
  return {
    messageId: newId.message(),
    chatId,
    sender,
    msgType: 'text',
    content: '',
    mentions: [],
    createdAt: at,
    updatedAt: at,
    updates: 0,
    recalled: false,
    readBy: [],
    urgentFor: [],
  }
}
