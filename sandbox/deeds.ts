import type { Platform } from './api/endpoint.ts'
import { replaceCard } from './api/messages.ts'
import { userIds } from './api/views.ts'
import { type ClickResult, readAnswer } from './callbacks.ts'
import { actionOf, type Deed } from './card/actions.ts'
import type { Placed } from './card/tree.ts'
import { type Envelope, eventIdOf, type RecordedPush } from './events.ts'
import type { Fields } from './json.ts'
import type { PushAnswer } from './push.ts'
import type { Register } from './register.ts'

/** Somebody uses the element of a card that `place` finds. */
export type Act = (
  openId: string,
  messageId: string,
  place: (card: unknown) => Placed,
  deed: Deed,
) => Promise<ClickResult>

/** Sends the callback of a deed and shows its answer, as the client does. Never redelivered. */
export function actsOn(parts: {
  platform: Platform
  find: Register
  pusher: { send(envelope: Fields): Promise<PushAnswer> }
  envelope: Envelope
  record: (push: RecordedPush) => void
}): Act {
  const { platform, find, pusher, envelope, record } = parts
  const { world } = platform

  async function act(
    openId: string,
    messageId: string,
    place: (card: unknown) => Placed,
    deed: Deed,
  ): Promise<ClickResult> {
    const message = find.message(messageId)
    const chat = find.chat(message.chatId)
    const person = find.member(openId, chat)
    if (!message.card || message.recalled) throw new Error(`The message ${messageId} shows no card`)
    if (message.onlyFor && message.onlyFor !== openId)
      throw new Error(`${person.name} does not see this card`)
    const action = actionOf(message.card, place(message.card), deed, find.openIdOf)
    const token = platform.cardTokens.issue(messageId)
    const callback = envelope('card.action.trigger', {
      operator: { tenant_key: platform.app.tenantKey, ...userIds(person) },
      token,
      action,
      host: 'im_message',
      context: { open_message_id: messageId, open_chat_id: chat.chatId },
    })
    const eventId = eventIdOf(callback)
    const answer = await pusher.send(callback)
    const { status, body: raw, failure } = answer
    record({
      eventId,
      eventType: 'card.action.trigger',
      attempt: 1,
      status,
      ...(failure ? { failure } : {}),
      at: platform.now().getTime(),
    })
    platform.cardTokens.answered(token)
    const reading = readAnswer(answer, (id) => world.people.has(id) || id === world.bot.openId)
    if (reading.card)
      replaceCard(find.message(messageId), reading.card, JSON.stringify(reading.card), platform)
    return { status, raw, messageId, eventId, ...reading }
  }

  return act
}
