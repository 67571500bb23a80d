import { userIds } from './api/views.ts'
import type { Fields } from './json.ts'
import type { Resource } from './resources.ts'
import type { Chat, Mention, Message, Person } from './types.ts'
import { newMessage, type World } from './world.ts'

/** A text as somebody typed it into a chat, with its mentions. */
export interface Typed {
  world: World
  chat: Chat
  person: Person
  text: string
  mentionBot: boolean
  botName: string
  /** Milliseconds of the business clock. */
  at: number
}

function botMention({ world, botName }: Typed, key: string): Mention {
  return { key, openId: world.bot.openId, unionId: world.bot.unionId, userId: '', name: botName, isBot: true }
}

/** Members of the group who are mentioned as `@name`, longest names first so that 张伟民 is not taken for 张伟. */
function peopleIn({ world, chat, text }: Typed): Person[] {
  const members = chat.members.flatMap((openId) => world.people.get(openId) ?? [])
  const named = members.filter(({ name }) => text.includes(`@${name}`))
  return named.sort((a, b) => b.name.length - a.name.length)
}

/** The message that a person's words become, with the `@_user_n` keys that the platform puts in. */
export function typedMessage(typed: Typed): Message {
  const { chat, person, text, mentionBot, botName, at } = typed
  const mentions: Mention[] = mentionBot ? [botMention(typed, '@_user_1')] : []
  let keyed = text
  for (const named of chat.mode === 'group' ? peopleIn(typed) : []) {
    if (!keyed.includes(`@${named.name}`)) continue
    const key = `@_user_${mentions.length + 1}`
    keyed = keyed.replaceAll(`@${named.name}`, key)
    mentions.push({
      key,
      openId: named.openId,
      unionId: named.unionId,
      userId: named.userId,
      name: named.name,
      isBot: false,
    })
  }
  return {
    ...newMessage(chat.chatId, { kind: 'person', openId: person.openId }, at),
    content: JSON.stringify({ text: mentionBot ? `@_user_1 ${keyed}` : keyed }),
    text: mentionBot ? `@${botName} ${text}` : text,
    mentions,
  }
}

/** The message that a file or picture becomes. */
export const fileMessage = (chat: Chat, person: Person, resource: Resource, at: number): Message => ({
  ...newMessage(chat.chatId, { kind: 'person', openId: person.openId }, at),
  msgType: resource.kind,
  content: JSON.stringify(
    resource.kind === 'file'
      ? { file_key: resource.key, file_name: resource.name }
      : { image_key: resource.key },
  ),
  resource,
})

/** The `im.message.receive_v1` event of a message; `at` is the system's time in milliseconds. */
export function receiveEvent(
  message: Message,
  chat: Chat,
  person: Person,
  tenantKey: string,
  at: number,
): Fields {
  const mentions = message.mentions.map(({ key, openId, unionId, userId, name, isBot }) => ({
    key,
    id: { union_id: unionId, user_id: userId, open_id: openId },
    mentioned_type: isBot ? 'bot' : 'user',
    name,
    tenant_key: tenantKey,
  }))
  return {
    sender: { sender_id: userIds(person), sender_type: 'user', tenant_key: tenantKey },
    message: {
      message_id: message.messageId,
      create_time: String(at),
      update_time: String(at),
      chat_id: chat.chatId,
      chat_type: chat.mode,
      message_type: message.msgType,
      ...(message.parentId ? { parent_id: message.parentId, root_id: message.parentId } : {}),
      content: message.content,
      ...(mentions.length > 0 ? { mentions } : {}),
    },
  }
}

/** A grey line in the chat about people coming and going. */
export const noteMessage = (chat: Chat, text: string, at: number): Message => ({
  ...newMessage(chat.chatId, { kind: 'system' }, at),
  msgType: 'system',
  content: JSON.stringify({ text }),
  text,
})

/** Event body of members and bots that come and go. */
export const membershipEvent = (
  chat: Chat,
  operator: Person,
  tenantKey: string,
  users?: Person[],
): Fields => ({
  chat_id: chat.chatId,
  operator_id: userIds(operator),
  external: false,
  operator_tenant_key: tenantKey,
  name: chat.name,
  i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
  ...(users
    ? {
        users: users.map((person) => ({
          name: person.name,
          tenant_key: tenantKey,
          user_id: userIds(person),
        })),
      }
    : {}),
})

/** The `im.message.message_read_v1` event; `at` is the system's time in milliseconds. */
export const readEvent = (person: Person, messageId: string, tenantKey: string, at: number): Fields => ({
  reader: { reader_id: userIds(person), read_time: String(at), tenant_key: tenantKey },
  message_id_list: [messageId],
})
