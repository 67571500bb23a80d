import type { Fields } from '../json.ts'
import type { Chat, Mention, Message, Person } from '../types.ts'
import type { Platform } from './endpoint.ts'

/** The three ids of a person as the API writes them. */
export const userIds = (person: Person): Fields => ({
  union_id: person.unionId,
  user_id: person.userId,
  open_id: person.openId,
})

/** Mentions of a message as an API answer lists them. */
const mentionView = ({ key, openId, name }: Mention, tenantKey: string): Fields => ({
  key,
  id: openId,
  id_type: 'open_id',
  name,
  tenant_key: tenantKey,
})

function senderView({ sender }: Message, { app }: Platform): Fields {
  if (sender.kind === 'person')
    return { id: sender.openId, id_type: 'open_id', sender_type: 'user', tenant_key: app.tenantKey }
  return { id: app.appId, id_type: 'app_id', sender_type: 'app', tenant_key: app.tenantKey }
}

/** A message as create, reply, get and list answer it. */
export function messageView(message: Message, platform: Platform): Fields {
  return {
    message_id: message.messageId,
    ...(message.parentId ? { root_id: message.parentId, parent_id: message.parentId } : {}),
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.recalled,
    updated: message.updates > 0,
    chat_id: message.chatId,
    sender: senderView(message, platform),
    body: { content: message.recalled ? 'This message was recalled' : message.content },
    ...(message.mentions.length > 0
      ? { mentions: message.mentions.map((mention) => mentionView(mention, platform.app.tenantKey)) }
      : {}),
  }
}

/** A chat as the list of the bot's chats shows it. */
export const chatItem = (chat: Chat, tenantKey: string): Fields => ({
  chat_id: chat.chatId,
  avatar: '',
  name: chat.name,
  description: '',
  owner_id: chat.members[0] ?? '',
  owner_id_type: 'open_id',
  external: false,
  tenant_key: tenantKey,
  chat_status: 'normal',
})

/** A chat as `GET chats/:chat_id` shows it; the counts are strings there. */
export function chatView(chat: Chat, tenantKey: string): Fields {
  const { chat_id: _, ...item } = chatItem(chat, tenantKey)
  return {
    ...item,
    chat_mode: chat.mode,
    chat_type: 'private',
    chat_tag: 'inner',
    moderation_permission: 'all_members',
    at_all_permission: 'all_members',
    urgent_setting: 'all_members',
    user_count: String(chat.members.length),
    bot_count: chat.bot ? '1' : '0',
  }
}

/** A person as the contact API shows them. */
export const userView = (person: Person): Fields => ({
  ...userIds(person),
  name: person.name,
  en_name: '',
  avatar: { avatar_72: '', avatar_240: '', avatar_640: '', avatar_origin: '' },
  status: { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false },
})
