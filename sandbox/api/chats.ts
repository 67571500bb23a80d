import { idShape } from '../ids.ts'
import type { Chat } from '../types.ts'
import { type ApiCall, type Endpoint, type Platform, page, parameter } from './endpoint.ts'
import { ApiFailure, refuse } from './failure.ts'
import { chatItem, chatView, userView } from './views.ts'

function chatOf(call: ApiCall, { world }: Platform): Chat {
  const id = call.params.chat_id ?? ''
  const chat = idShape.chat.test(id) ? world.chats.get(id) : undefined
  if (!chat) throw new ApiFailure(232006, 'Your request specifies a chat_id which is invalid.')
  return chat
}

/** A chat in which the bot is. */
function joinedChat(call: ApiCall, platform: Platform): Chat {
  const chat = chatOf(call, platform)
  if (!chat.bot) throw refuse.operatorNotInChat()
  return chat
}

/** Chats and their members. */
export const chatEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/im/v1/chats',
    answer({ query }, { world, app }) {
      const groups = [...world.chats.values()].filter((chat) => chat.mode === 'group' && chat.bot)
      const { items, ...rest } = page(groups, query, { spare: 1 })
      return { data: { ...rest, items: items.map((chat) => chatItem(chat, app.tenantKey)) } }
    },
  },
  {
    method: 'GET',
    path: '/im/v1/chats/:chat_id',
    answer: (call, platform) => ({ data: chatView(joinedChat(call, platform), platform.app.tenantKey) }),
  },
  {
    method: 'GET',
    path: '/im/v1/chats/:chat_id/members',
    answer(call, platform) {
      const chat = joinedChat(call, platform)
      const idType = parameter(call.query.member_id_type, 'open_id')
      const { items, ...rest } = page(chat.members, call.query, { spare: 1 })
      const shown = items.flatMap((openId) => {
        const person = platform.world.people.get(openId)
        if (!person) return []
        const member_id = { open_id: openId, union_id: person.unionId, user_id: person.userId }[idType]
        if (!member_id) throw refuse.fieldCheck('member_id_type')
        return [{ member_id_type: idType, member_id, name: person.name, tenant_key: platform.app.tenantKey }]
      })
      return { data: { ...rest, items: shown, member_total: chat.members.length } }
    },
  },
  {
    method: 'GET',
    path: '/im/v1/chats/:chat_id/members/is_in_chat',
    answer: (call, platform) => ({ data: { is_in_chat: chatOf(call, platform).bot } }),
  },
]

/** People as the contact API knows them. */
export const contactEndpoints: Endpoint[] = [
  {
    method: 'GET',
    path: '/contact/v3/users/batch',
    answer({ query }, { world }) {
      const ids = [query.user_ids ?? []].flat().map(String)
      if (ids.length === 0 || ids.length > 50) throw refuse.fieldCheck('user_ids must have 1 to 50 items')
      const idType = parameter(query.user_id_type, 'open_id')
      const people = ids.flatMap((id) => world.findPerson(idType, id) ?? [])
      return { data: { items: people.map(userView) } }
    },
  },
  {
    method: 'GET',
    path: '/contact/v3/users/:user_id',
    answer({ params, query }, { world }) {
      const id = params.user_id ?? ''
      const idType = parameter(query.user_id_type, 'open_id')
      const shape = { open_id: idShape.open, union_id: idShape.union, user_id: idShape.user }[idType]
      if (!shape?.test(id)) throw new ApiFailure(99992351, 'The request you send is not a valid {user_id}')
      const person = world.findPerson(idType, id)
      if (!person) throw new ApiFailure(41050, 'no user authority error')
      return { data: { user: userView(person) } }
    },
  },
]
