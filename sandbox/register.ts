import type { Chat, Message, Person } from './types.ts'
import type { World } from './world.ts'

/** Finds people, chats and messages; what is not there is a mistake of the caller and throws. */
export interface Register {
  person(openId: string): Person
  chat(chatId: string): Chat
  message(messageId: string): Message
  /** A person who is in this chat. */
  member(openId: string, chat: Chat): Person
  /** The open id of the one person with this name or open id. */
  openIdOf(nameOrId: string): string
}

/** Looks things up in a world. */
export function registerOf(world: World): Register {
  const person = (openId: string): Person => {
    const found = world.people.get(openId)
    if (!found) throw new Error(`Nobody has the open id ${openId}`)
    return found
  }
  return {
    person,
    chat(chatId) {
      const found = world.chats.get(chatId)
      if (!found) throw new Error(`There is no chat ${chatId}`)
      return found
    },
    message(messageId) {
      const found = world.messages.get(messageId)
      if (!found) throw new Error(`There is no message ${messageId}`)
      return found
    },
    member(openId, chat) {
      if (!chat.members.includes(openId)) throw new Error(`${person(openId).name} is not in ${chat.name}`)
      return person(openId)
    },
    openIdOf(nameOrId) {
      if (world.people.has(nameOrId)) return nameOrId
      const found = [...world.people.values()].filter(({ name }) => name === nameOrId)
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} people are called ${nameOrId}`)
      return found[0].openId
    },
  }
}
