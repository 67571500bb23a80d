import { z } from 'zod'
import type { Identity } from '../platform.ts'
import { text } from './envelope.ts'
import { BotUnknown, type EventReader, ignored } from './event-reader.ts'
import { identities } from './identities.ts'
import { menuCommand } from './menu.ts'
import { received, usualMessage } from './message-shape.ts'
import { attachmentsOf, isReadable, messageText } from './message-text.ts'

const isBot = (ids: Identity[], botOpenId: string | null): boolean =>
  ids.some(({ kind, value }) => kind === 'open_id' && value === botOpenId)

/**
 * `im.message.receive_v1`. In a group only what mentions the bot is for us, or a file that answers a message; people of
 * other enterprises and other bots are not. Other people's mentions stay in the text as `@名字`.
 */
export const readMessage: EventReader = (event, base, botOpenId) => {
  const { sender, message } = usualMessage(event) ?? received.parse(event)
  const from = sender.sender_id ?? []
  if (sender.sender_type !== 'user' || from.length === 0) return ignored('not-a-person')
  if (sender.tenant_key && sender.tenant_key !== base.tenantKey) return ignored('external')
  if (!isReadable(message.message_type)) return ignored('unreadable-type')
  if (!message.content) return ignored('recalled')
  const attachments = attachmentsOf(message.message_type, message.content)
  const isPrivate = message.chat_type === 'p2p'
  if (!isPrivate && botOpenId === null) throw new BotUnknown('the bot does not know its own open id yet')
  const mentions = (message.mentions ?? []).map((one) => ({ ...one, bot: isBot(one.id, botOpenId) }))
  // A file cannot mention anybody: one that answers a message is looked at, in case that message is ours.
  const answers = attachments.length > 0 && Boolean(message.parent_id)
  if (!isPrivate && !answers && !mentions.some(({ bot }) => bot)) return ignored('not-mentioned')
  const words = mentions.map(({ key, name, bot }) => ({ key, words: bot ? '' : `@${name}` }))
  return {
    ...base,
    type: 'message',
    key: message.message_id,
    at: message.create_time ?? base.at,
    chat: { chatId: message.chat_id, type: isPrivate ? 'private' : 'group' },
    from,
    messageId: message.message_id,
    text: messageText(message.message_type, message.content, words),
    mentions: mentions.filter(({ bot }) => !bot).map(({ name, id: ids }) => ({ name, ids })),
    ...(attachments.length > 0 && { attachments }),
    ...(message.parent_id && { replyTo: message.parent_id }),
  }
}

const pressed = z.object({ operator: z.object({ operator_id: identities }), event_key: text(100) })

/**
 * `application.bot.menu_v6`: the same as typing the command. The menu exists in the private chat only and names no
 * chat, so the person's open id stands for it; the event id stands for the message.
 */
export const readMenu: EventReader = (event, base) => {
  const { operator, event_key: key } = pressed.parse(event)
  const openId = operator.operator_id.find(({ kind }) => kind === 'open_id')?.value
  if (!openId) return ignored('not-a-person')
  return {
    ...base,
    type: 'message',
    chat: { chatId: openId, type: 'private' },
    from: operator.operator_id,
    messageId: base.key,
    text: menuCommand(key),
    mentions: [],
  }
}
