import type { Inbound } from '../platform.ts'
import type { Envelope } from './envelope.ts'
import { type EventReader, type Ignored, ignored } from './event-reader.ts'
import { readChatChange, readMemberChange, readReceipt } from './read-chat-change.ts'
import { readClick } from './read-click.ts'
import { readMenu, readMessage } from './read-message.ts'

/** The event type of a click, which alone is answered with more than `{}`. */
export const clickType = 'card.action.trigger'

const readers: ReadonlyMap<string, EventReader> = new Map([
  ['im.message.receive_v1', readMessage],
  [clickType, readClick],
  ['application.bot.menu_v6', readMenu],
  ['im.message.message_read_v1', readReceipt],
  ['im.chat.member.bot.added_v1', readChatChange('bot-added')],
  ['im.chat.member.bot.deleted_v1', readChatChange('bot-removed')],
  ['im.chat.disbanded_v1', readChatChange('disbanded')],
  ['im.chat.access_event.bot_p2p_chat_entered_v1', readChatChange('private-opened')],
  ['im.chat.member.user.added_v1', readMemberChange('members-added')],
  ['im.chat.member.user.deleted_v1', readMemberChange('members-removed')],
  ['im.chat.member.user.withdrawn_v1', readMemberChange('members-removed')],
])

/**
 * One event in our own words. Throws when a known type does not have its documented shape, and `BotUnknown` when it
 * has to wait. Messages are keyed by their message id, everything else by event id (v1: uuid).
 */
export function normalise(envelope: Envelope, digest: string, botOpenId: string | null): Inbound | Ignored {
  const { eventId: key, tenantKey, createdAt: at, event, eventType } = envelope
  const read = readers.get(eventType)
  return read ? read(event, { key, tenantKey, at, digest }, botOpenId) : ignored('unhandled')
}
