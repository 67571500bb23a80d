import { z } from 'zod'
import type { Identity } from '../platform.ts'
import { cleanText } from './clean-text.ts'
import { id, timestamp } from './envelope.ts'
import { identities, maybeId, personName } from './identities.ts'
import { isFields, isId, isMaybeId, isShort, timeOf, usualIdentities } from './usual-shapes.ts'

/** `event` of a message, by schema. */
export const received = z.object({
  sender: z.object({ sender_id: identities.nullish(), sender_type: id, tenant_key: maybeId }),
  message: z.object({
    message_id: id,
    chat_id: id,
    chat_type: id,
    message_type: id,
    content: z.string().optional(),
    create_time: timestamp.optional(),
    parent_id: maybeId,
    mentions: z
      .array(z.object({ key: z.string().max(40), id: identities, name: personName }))
      .max(500)
      .nullish(),
  }),
})

type Received = z.infer<typeof received>
type Mentions = { key: string; id: Identity[]; name: string }[]

/**
 * A message as nearly every one is, read without the schema; null for anything out of the ordinary. What it answers is
 * what the schema answers.
 */
export function usualMessage(event: unknown): Received | null {
  if (!isFields(event) || !isFields(event.sender) || !isFields(event.message)) return null
  const { sender, message } = event
  const sender_id = usualIdentities(sender.sender_id)
  const { sender_type, tenant_key } = sender
  if (!sender_id || !isId(sender_type) || !isMaybeId(tenant_key)) return null
  const { message_id, chat_id, chat_type, message_type, content } = message
  if (!isId(message_id) || !isId(chat_id) || !isId(chat_type) || !isId(message_type)) return null
  const create_time = timeOf(message.create_time)
  const mentions = usualMentions(message.mentions)
  const { parent_id } = message
  if (typeof content !== 'string' || !create_time || !mentions || !isMaybeId(parent_id)) return null
  return {
    sender: { sender_id, sender_type, tenant_key: tenant_key || undefined },
    message: {
      message_id,
      chat_id,
      chat_type,
      message_type,
      content,
      create_time,
      parent_id: parent_id || undefined,
      mentions,
    },
  }
}

function usualMentions(value: unknown): Mentions | null {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > 500) return null
  const mentions: Mentions = []
  for (const one of value) {
    if (!isFields(one) || !isShort(one.key, 40) || !isShort(one.name, 200)) return null
    const id = usualIdentities(one.id)
    if (!id) return null
    mentions.push({ key: one.key, id, name: cleanText(one.name) })
  }
  return mentions
}
