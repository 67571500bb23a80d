import { lintCard } from '../card-lint.ts'
import { idShape } from '../ids.ts'
import { fieldsOf, isFields, itemsOf, parseJson, textOf } from '../json.ts'
import type { Card, Chat, Message } from '../types.ts'
import { newMessage } from '../world.ts'
import { type ApiCall, type Endpoint, type Platform, page, parameter } from './endpoint.ts'
import { ApiFailure, refuse } from './failure.ts'
import { messageView } from './views.ts'

/** Refuses a card that the client could not show, naming the first fault's place. */
export function checkedCard(json: unknown, { world }: Platform): Card {
  const faults = lintCard(json, {
    knows: (openId) => world.people.has(openId) || openId === world.bot.openId,
  })
  const [first] = faults
  if (!first) return json as Card // the linter has just shown that it is one
  const listed = faults.map(({ path, rule }) => `${path || 'card'} ${rule}`).join('; ')
  throw new ApiFailure(
    230099,
    `Failed to create card content, ext=ErrCode: ${first.code}; ErrMsg: ${listed}; `,
  )
}

function chatFor({ query, body }: ApiCall, { world }: Platform): Chat {
  const idType = parameter(query.receive_id_type, '')
  const id = textOf(body.receive_id)
  if (!['open_id', 'user_id', 'union_id', 'chat_id'].includes(idType))
    throw refuse.fieldCheck('receive_id_type')
  if (!id) throw refuse.fieldCheck('receive_id is required')
  if (idType !== 'chat_id') {
    const person = world.findPerson(idType, id)
    if (!person) throw refuse.badReceiver()
    return world.privateChat(person.openId)
  }
  if (!idShape.chat.test(id)) throw refuse.badReceiver()
  const chat = world.chats.get(id)
  if (!chat?.bot) throw refuse.notInChat()
  return chat
}

/** Readable text of a text or post message. */
function readable(content: Record<string, unknown>): string {
  if (typeof content.text === 'string')
    return content.text.replace(/<at user_id="[^"]*">([^<]*)<\/at>/g, (_, name: string) => `@${name}`)
  const posts = Object.values(content).map(fieldsOf)
  const parts = posts.flatMap((post) => [
    textOf(post.title),
    ...itemsOf(post.content)
      .flatMap(itemsOf)
      .map((item) => textOf(fieldsOf(item).text)),
  ])
  return parts.filter(Boolean).join('\n')
}

function contentOf(
  call: ApiCall,
  platform: Platform,
): Pick<Message, 'msgType' | 'content' | 'card' | 'text' | 'resource'> {
  const msgType = textOf(call.body.msg_type)
  const content = textOf(call.body.content)
  const parsed = parseJson(content)
  if ((msgType === 'file' || msgType === 'image') && isFields(parsed)) {
    const resource = platform.world.resources.get(
      textOf(parsed[msgType === 'file' ? 'file_key' : 'image_key']),
    )
    if (resource?.kind !== msgType) throw new ApiFailure(230055, 'The type of file upload does not match')
    return { msgType, content, resource }
  }
  if (msgType !== 'interactive' && msgType !== 'text' && msgType !== 'post')
    throw refuse.parameter('msg_type')
  if (!isFields(parsed)) throw refuse.parameter('content is not a string in json format')
  const most = msgType === 'text' ? platform.limits.textBytes : platform.limits.cardBytes
  if (call.bodyBytes > most) throw refuse.tooLong()
  if (msgType !== 'interactive') return { msgType, content, text: readable(parsed) }
  return { msgType, content, card: checkedCard(parsed, platform) }
}

/** Creates a message once for each `uuid`: a repetition within the hour answers the message of the first time. */
function create(call: ApiCall, platform: Platform, chat: Chat, parentId?: string): Record<string, unknown> {
  const { world, limits, rates } = platform
  const uuid = call.body.uuid
  if (uuid !== undefined && (typeof uuid !== 'string' || uuid.length > 50))
    throw refuse.fieldCheck('uuid max len is 50')
  const now = platform.now().getTime()
  const used = uuid ? world.uuids.get(uuid) : undefined
  const before = used && now - used.at < limits.uuidMs ? world.messages.get(used.messageId) : undefined
  if (before) return { data: messageView(before, platform) }
  const content = contentOf(call, platform)
  if (rates.take(`target ${chat.chatId}`, limits.perTargetPerSecond, 1000)) throw refuse.tooOftenHere()
  const message = {
    ...newMessage(chat.chatId, { kind: 'bot' }, now),
    ...content,
    ...(parentId ? { parentId } : {}),
  }
  world.putMessage(message)
  if (uuid) world.putUuid({ uuid, messageId: message.messageId, at: now })
  return { data: messageView(message, platform) }
}

/** The message of the path; it must exist and the bot must be in its chat. */
function messageOf(call: ApiCall, { world }: Platform): Message {
  const id = call.params.message_id ?? ''
  if (!idShape.message.test(id)) throw refuse.pathId('message_id')
  const message = world.messages.get(id)
  if (!message) throw refuse.noMessage()
  if (!world.chats.get(message.chatId)?.bot) throw refuse.notInChat()
  return message
}

/** A message that the bot sent itself. */
function ownMessage(call: ApiCall, platform: Platform): Message {
  const message = messageOf(call, platform)
  if (message.sender.kind !== 'bot') throw refuse.notYours()
  return message
}

/** Replaces a message's card, whoever asks for it. */
export function replaceCard(message: Message, card: Card, content: string, { world, now }: Platform): void {
  const updatedAt = now().getTime()
  world.putMessage({ ...message, card, content, updatedAt, updates: message.updates + 1 })
}

const multi = (card: unknown): boolean => fieldsOf(fieldsOf(card).config).update_multi === true

/** Sending, answering, updating, recalling and reading messages. */
export const messageEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/im/v1/messages',
    answer: (call, platform) => create(call, platform, chatFor(call, platform)),
  },
  {
    method: 'POST',
    path: '/im/v1/messages/:message_id/reply',
    answer(call, platform) {
      const parent = messageOf(call, platform)
      if (parent.recalled) throw refuse.recalled()
      const chat = platform.world.chats.get(parent.chatId)
      if (!chat) throw refuse.notInChat()
      return create(call, platform, chat, parent.messageId)
    },
  },
  {
    method: 'PATCH',
    path: '/im/v1/messages/:message_id',
    answer(call, platform) {
      const message = ownMessage(call, platform)
      if (message.recalled) throw refuse.recalled()
      if (message.msgType !== 'interactive' || message.onlyFor)
        throw refuse.parameter('This message is NOT a card.')
      if (platform.now().getTime() - message.createdAt > platform.limits.updatableMs) throw refuse.tooOld()
      const content = textOf(call.body.content)
      const card = parseJson(content)
      if (!isFields(card)) throw refuse.parameter('content is not a string in json format')
      if (call.bodyBytes > platform.limits.cardBytes) throw refuse.tooLong()
      if (!multi(message.card) || !multi(card))
        throw refuse.parameter('update_multi must be true before and after')
      if (platform.rates.take(`update ${message.messageId}`, platform.limits.perMessagePerSecond, 1000))
        throw refuse.tooOftenHere()
      replaceCard(message, checkedCard(card, platform), content, platform)
      return { data: {} }
    },
  },
  {
    method: 'GET',
    path: '/im/v1/messages/:message_id',
    answer: (call, platform) => ({ data: { items: [messageView(messageOf(call, platform), platform)] } }),
  },
  {
    method: 'GET',
    path: '/im/v1/messages',
    answer(call, platform) {
      if (call.query.container_id_type !== 'chat') throw refuse.fieldCheck('container_id_type')
      const chat = platform.world.chats.get(parameter(call.query.container_id, ''))
      if (!chat?.bot) throw refuse.notInChat()
      const from = Number(parameter(call.query.start_time, '0')) * 1000
      const to = Number(parameter(call.query.end_time, '99999999999')) * 1000
      const within = platform.world
        .messagesOf(chat.chatId)
        .filter(
          ({ createdAt, onlyFor, msgType }) =>
            !onlyFor && msgType !== 'system' && createdAt >= from && createdAt <= to,
        )
      const sorted = call.query.sort_type === 'ByCreateTimeDesc' ? within.reverse() : within
      const { items, ...rest } = page(sorted, call.query, { most: 50 })
      return { data: { ...rest, items: items.map((message) => messageView(message, platform)) } }
    },
  },
  {
    method: 'DELETE',
    path: '/im/v1/messages/:message_id',
    answer(call, platform) {
      const message = ownMessage(call, platform)
      if (message.recalled) throw refuse.recalled()
      platform.world.putMessage({ ...message, recalled: true, updatedAt: platform.now().getTime() })
      return { data: {} }
    },
  },
  {
    method: 'GET',
    path: '/im/v1/messages/:message_id/read_users',
    answer(call, platform) {
      const message = ownMessage(call, platform)
      const idType = parameter(call.query.user_id_type, 'open_id')
      const { items, ...rest } = page(message.readBy, call.query)
      const shown = items.flatMap(({ openId, at }) => {
        const person = platform.world.people.get(openId)
        if (!person) return []
        const user_id = { open_id: openId, union_id: person.unionId, user_id: person.userId }[idType]
        return [{ user_id_type: idType, user_id, timestamp: String(at), tenant_key: platform.app.tenantKey }]
      })
      return { data: { ...rest, items: shown } }
    },
  },
  {
    method: 'PATCH',
    path: '/im/v1/messages/:message_id/urgent_app',
    answer(call, platform) {
      const message = ownMessage(call, platform)
      if (message.recalled) throw refuse.recalled()
      const idType = parameter(call.query.user_id_type, 'open_id')
      const asked = itemsOf(call.body.user_id_list).map(String)
      if (asked.length === 0 || asked.length > 200)
        throw refuse.fieldCheck('user_id_list must have 1 to 200 items')
      const chat = platform.world.chats.get(message.chatId)
      const found = asked.map((id) => ({ id, openId: platform.world.findPerson(idType, id)?.openId ?? '' }))
      const reached = found.filter(({ openId }) => chat?.members.includes(openId)).map(({ openId }) => openId)
      platform.world.putMessage({ ...message, urgentFor: [...new Set([...message.urgentFor, ...reached])] })
      const invalid = found.filter(({ openId }) => !reached.includes(openId)).map(({ id }) => id)
      return { data: { invalid_user_id_list: invalid } }
    },
  },
]
