import type { StandIn } from '../stand-in.ts'
import type { Chat, Message } from '../types.ts'

/** Messages of each chat that the page gets at once; older ones on demand. */
export const latestMessages = 80

/** A message as the page gets it. */
export function messageForPage(message: Message) {
  const { content: _, readBy, ...rest } = message
  return { ...rest, readBy: readBy.map(({ openId }) => openId) }
}

/** A chat with its latest messages. */
export function chatForPage(standIn: StandIn, chat: Chat) {
  const messages = standIn.messages(chat.chatId)
  return {
    ...chat,
    earlier: messages.length > latestMessages,
    messages: messages.slice(-latestMessages).map(messageForPage),
  }
}

/** Everything the page needs to begin. Each person has a private chat with the bot from the start. */
export function stateForPage(standIn: StandIn) {
  const people = standIn.people()
  for (const { openId } of people) standIn.privateChat(openId)
  return {
    bot: { openId: standIn.botOpenId, name: standIn.botName },
    people: people.map(({ openId, name }) => ({ openId, name })),
    chats: standIn.chats().map((chat) => chatForPage(standIn, chat)),
  }
}
