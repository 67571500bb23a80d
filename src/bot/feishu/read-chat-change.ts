import { z } from 'zod'
import { id } from './envelope.ts'
import { type EventReader, ignored } from './event-reader.ts'
import { identities, maybeId, personName } from './identities.ts'

const inChat = z.object({ chat_id: id, operator_id: identities.nullish() })

/** Events that say only who did it in which chat. The name that they carry is unreliable: ask the platform. */
export const readChatChange =
  (change: 'bot-added' | 'bot-removed' | 'disbanded' | 'private-opened'): EventReader =>
  (event, base) => {
    const { chat_id: chatId, operator_id: by } = inChat.parse(event)
    return { ...base, type: 'chat', change, chatId, by: by ?? [] }
  }

const membersChanged = z.object({
  chat_id: id,
  users: z.array(z.object({ name: personName, tenant_key: maybeId, user_id: identities })).max(1000),
})

/** People came or left. Those of other enterprises are named with their own tenant key. */
export const readMemberChange =
  (change: 'members-added' | 'members-removed'): EventReader =>
  (event, base) => {
    const { chat_id: chatId, users } = membersChanged.parse(event)
    const people = users.map(({ name, user_id: ids, tenant_key: tenantKey }) => ({
      name,
      ids,
      ...(tenantKey && { tenantKey }),
    }))
    return { ...base, type: 'chat', change, chatId, people }
  }

const read = z.object({
  reader: z.object({ reader_id: identities, tenant_key: maybeId }),
  message_id_list: z.array(id).max(1000),
})

/** `im.message.message_read_v1`: in private chats only, the platform says who has read what. */
export const readReceipt: EventReader = (event, base) => {
  const { reader, message_id_list: messageIds } = read.parse(event)
  if (reader.reader_id.length === 0) return ignored('not-a-person')
  if (reader.tenant_key && reader.tenant_key !== base.tenantKey) return ignored('external')
  return { ...base, type: 'chat', change: 'message-read', messageIds, reader: reader.reader_id }
}
