import { membershipEvent, noteMessage } from './conversation.ts'
import type { Envelope, Events } from './events.ts'
import type { PushAnswer } from './push.ts'
import type { Register } from './register.ts'
import type { Chat } from './types.ts'
import type { World } from './world.ts'

/** Who comes into groups and who leaves them, the bot included. */
export interface Membership {
  /** Brings the bot into a group or out of it, and pushes that. */
  moveBot(chatId: string, byOpenId: string, inside: boolean): Promise<PushAnswer>
  /** A person joins or leaves a group; pushed when the bot is in it. */
  moveMember(chatId: string, openId: string, inside: boolean): Promise<PushAnswer>
}

/** Moves people and the bot in a world. */
export function membershipIn(parts: {
  world: World
  find: Register
  events: Pick<Events, 'deliver'>
  envelope: Envelope
  app: { tenantKey: string; botName: string }
  millis: () => number
}): Membership {
  const { world, find, events, envelope, millis } = parts
  const { tenantKey, botName } = parts.app
  const note = (chat: Chat, text: string): void => world.putMessage(noteMessage(chat, text, millis()))

  async function moveBot(chatId: string, byOpenId: string, inside: boolean): Promise<PushAnswer> {
    const by = find.person(byOpenId)
    const chat = { ...find.chat(chatId), bot: inside }
    world.putChat(chat)
    note(chat, inside ? `${by.name} 将 ${botName} 添加到群聊` : `${by.name} 将 ${botName} 移出群聊`)
    const type = `im.chat.member.bot.${inside ? 'added' : 'deleted'}_v1`
    return events.deliver(envelope(type, membershipEvent(chat, by, tenantKey)))
  }

  async function moveMember(chatId: string, openId: string, inside: boolean): Promise<PushAnswer> {
    const person = find.person(openId)
    const before = find.chat(chatId)
    const others = before.members.filter((member) => member !== openId)
    const chat = { ...before, members: inside ? [...others, openId] : others }
    world.putChat(chat)
    note(chat, inside ? `${person.name} 加入群聊` : `${person.name} 退出群聊`)
    if (!chat.bot) return { status: 0, body: '' }
    const type = `im.chat.member.user.${inside ? 'added' : 'deleted'}_v1`
    return events.deliver(envelope(type, membershipEvent(chat, person, tenantKey, [person])))
  }

  return { moveBot, moveMember }
}
