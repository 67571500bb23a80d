import { isFields, textOf } from '../json.ts'
import { newMessage } from '../world.ts'
import type { Endpoint } from './endpoint.ts'
import { ApiFailure, refuse } from './failure.ts'
import { checkedCard, replaceCard } from './messages.ts'

/** Delayed updates by callback token, and cards that one person alone sees. */
export const cardEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/interactive/v1/card/update',
    errorsAre200: true,
    answer({ body, bodyBytes }, platform) {
      const { card } = body
      if (!isFields(card)) throw new ApiFailure(11311, 'card format error')
      if (bodyBytes > platform.limits.cardBytes) throw new ApiFailure(100000, 'card size exceeds the limit')
      // Checked before the token is used up: a bad card costs no use.
      const checked = checkedCard(card, platform)
      const used = platform.cardTokens.use(textOf(body.token))
      if ('code' in used) throw new ApiFailure(used.code, used.message)
      const message = platform.world.messages.get(used.messageId)
      if (!message || message.recalled) throw new ApiFailure(200000, 'the message was recalled')
      replaceCard(message, checked, JSON.stringify(checked), platform)
      return {}
    },
  },
  {
    method: 'POST',
    path: '/ephemeral/v1/send',
    errorsAre200: true,
    answer({ body }, platform) {
      const { world } = platform
      const chat = world.chats.get(textOf(body.chat_id))
      if (!chat?.bot) throw refuse.notInChat()
      if (chat.mode !== 'group') throw new ApiFailure(18054, 'only groups take ephemeral messages')
      const person =
        world.people.get(textOf(body.open_id)) ?? world.findPerson('user_id', textOf(body.user_id))
      if (!person || !chat.members.includes(person.openId))
        throw new ApiFailure(18053, 'the person is not in the group')
      if (body.msg_type !== 'interactive') throw refuse.parameter('msg_type')
      const card = checkedCard(body.card, platform)
      const message = {
        ...newMessage(chat.chatId, { kind: 'bot' }, platform.now().getTime()),
        msgType: 'interactive' as const,
        content: JSON.stringify(card),
        card,
        onlyFor: person.openId,
      }
      world.putMessage(message)
      return { data: { message_id: message.messageId } }
    },
  },
  {
    method: 'POST',
    path: '/ephemeral/v1/delete',
    errorsAre200: true,
    answer({ body }, { world, now }) {
      const message = world.messages.get(textOf(body.message_id))
      if (!message?.onlyFor) throw refuse.noMessage()
      world.putMessage({ ...message, recalled: true, updatedAt: now().getTime() })
      return {}
    },
  },
]
