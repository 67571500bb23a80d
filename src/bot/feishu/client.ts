import { z } from 'zod'
import type { ChatPlatform, Identity, OutgoingFile, Target } from '../platform.ts'
import { noSuchPersonCodes } from './error-codes.ts'
import { FeishuError } from './feishu-error.ts'
import { identities } from './identities.ts'
import { feishuLimits, partLimits } from './limits.ts'
import type { OpenApiOptions } from './load-sdk.ts'
import { type ApiCall, type OpenApi, openApi } from './open-api.ts'
import { allPages } from './pages.ts'
import { renderCard } from './render.ts'

/** Ids go into paths unencoded: only what looks like an id of its kind may. */
const shapes = {
  chat: /^oc_[\w-]{1,100}$/,
  message: /^om_[\w-]{1,100}$/,
  open_id: /^ou_[\w-]{1,100}$/,
  union_id: /^on_[\w-]{1,100}$/,
  user_id: /^[\w-]{1,100}$/,
  file: /^[\w-]{1,200}$/,
} as const

function checked(id: string, kind: keyof typeof shapes): string {
  if (!shapes[kind].test(id)) throw new FeishuError('bug', `not a ${kind} id of the platform`)
  return id
}

/** Where a message goes. A private chat that is known only by the person (menu) goes by open id. */
function receiver(to: Target): { type: string; id: string } {
  if ('identity' in to) return { type: to.identity.kind, id: checked(to.identity.value, to.identity.kind) }
  if (shapes.open_id.test(to.chatId)) return { type: 'open_id', id: to.chatId }
  return { type: 'chat_id', id: checked(to.chatId, 'chat') }
}

const word = z.string().catch('')
const sent = z.object({ data: z.object({ message_id: z.string(), chat_id: z.string().nullish() }) })
const uploaded = z.object({ data: z.object({ file_key: z.string() }) })
const bot = z.object({ bot: z.object({ open_id: z.string(), app_name: word }) })
const chat = z.object({
  data: z.object({ name: word, external: z.boolean().catch(false), chat_mode: word }),
})
const more = { has_more: z.boolean().catch(false), page_token: z.string().optional() }
const members = z.object({
  data: z.object({
    ...more,
    items: z
      .array(z.object({ member_id: z.string(), name: word, tenant_key: z.string().nullish() }))
      .nullish(),
    trigger_security_conf_limit: z.boolean().optional(),
  }),
})
const person = z.object({ data: z.object({ user: z.looseObject({ name: word }) }) })
const readers = z.object({
  data: z.object({ ...more, items: z.array(z.object({ user_id: z.string() })).nullish() }),
})

const openId = (value: string): Identity => ({ platform: 'feishu', kind: 'open_id', value })

/** Calls and reads: an answer that is not of the documented shape is a lost one. */
async function ask<T>(api: OpenApi, call: ApiCall, shape: z.ZodType<T>): Promise<T> {
  const answer = shape.safeParse(await api.call(call))
  if (answer.success) return answer.data
  throw new FeishuError(
    call.method === 'POST' && !call.repeatable ? 'unknown' : 'transient',
    `${call.method} ${call.path}: unexpected answer`,
  )
}

/** Files take longer than other calls, and still less than the lease of a message. */
const fileTimeoutMs = 25_000

/** The platform's word for a kind of file, by its extension; everything else is `stream`. */
const fileTypes: Record<string, string> = {
  pdf: 'pdf',
  doc: 'doc',
  docx: 'doc',
  xls: 'xls',
  xlsx: 'xls',
  ppt: 'ppt',
  pptx: 'ppt',
}

function uploadForm({ name, bytes }: OutgoingFile): FormData {
  const form = new FormData()
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  form.set('file_type', fileTypes[extension] ?? 'stream')
  form.set('file_name', name.slice(-partLimits.fileName))
  // The name of the part is not shown anywhere and stays ASCII: some gateways mangle others.
  form.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'file')
  return form
}

/** Sends one message, once for each key. */
async function send(api: OpenApi, to: Target, type: string, content: unknown, idempotencyKey: string) {
  const { type: idType, id } = receiver(to)
  if (idempotencyKey === '' || idempotencyKey.length > partLimits.idempotencyKey)
    throw new FeishuError('bug', 'an idempotency key has 1 to 50 characters')
  const data = { receive_id: id, msg_type: type, content: JSON.stringify(content), uuid: idempotencyKey }
  const call: ApiCall = {
    method: 'POST',
    path: 'im/v1/messages',
    params: { receive_id_type: idType },
    data,
  }
  const answer = await ask(api, call, sent)
  return { messageId: answer.data.message_id, chatId: answer.data.chat_id ?? null }
}

/** Feishu behind the port of all platforms. Nothing is loaded or asked until the first call. */
export function createFeishuPlatform(options: OpenApiOptions): ChatPlatform {
  return platformOf(openApi(options))
}

/** The port over an opened API; the doctor asks the same API. */
export function platformOf(api: OpenApi): ChatPlatform {
  return {
    name: 'feishu',
    limits: feishuLimits,
    ready: () => api.token(),

    async self() {
      const { bot: me } = await ask(api, { method: 'GET', path: 'bot/v3/info' }, bot)
      return { identity: openId(me.open_id), name: me.app_name }
    },

    async sendCard(to, card, idempotencyKey, names) {
      return send(api, to, 'interactive', renderCard(card, names), idempotencyKey)
    },

    async uploadFile(file) {
      if (file.bytes.length === 0 || file.bytes.length > feishuLimits.fileBytes)
        throw new FeishuError('bug', 'a file has 1 byte to 30 MB')
      const call: ApiCall = {
        method: 'POST',
        path: 'im/v1/files',
        form: uploadForm(file),
        repeatable: true,
        timeoutMs: fileTimeoutMs,
      }
      const { data } = await ask(api, call, uploaded)
      return data.file_key
    },

    sendFile: (to, fileKey, idempotencyKey) => send(api, to, 'file', { file_key: fileKey }, idempotencyKey),

    downloadResource(messageId, { key, kind }, maxBytes) {
      const path = `im/v1/messages/${checked(messageId, 'message')}/resources/${checked(key, 'file')}`
      return api.bytes({ method: 'GET', path, params: { type: kind }, timeoutMs: fileTimeoutMs }, maxBytes)
    },

    async updateCard(messageId, card, names) {
      const path = `im/v1/messages/${checked(messageId, 'message')}`
      await api.call({ method: 'PATCH', path, data: { content: JSON.stringify(renderCard(card, names)) } })
    },

    async chat(chatId) {
      const { data } = await ask(api, { method: 'GET', path: `im/v1/chats/${checked(chatId, 'chat')}` }, chat)
      return {
        name: data.name,
        external: data.external,
        type: data.chat_mode === 'p2p' ? 'private' : 'group',
      }
    },

    async chatMembers(chatId) {
      const path = `im/v1/chats/${checked(chatId, 'chat')}/members`
      const items = await allPages(async (pageToken) => {
        const params = {
          member_id_type: 'open_id',
          page_size: 100,
          ...(pageToken && { page_token: pageToken }),
        }
        const { data } = await ask(api, { method: 'GET', path, params }, members)
        if (data.trigger_security_conf_limit) {
          throw new FeishuError('config', 'the enterprise’s security settings hide members of this group')
        }
        return { ...data, items: data.items ?? [] }
      })
      return items.map(({ member_id, name, tenant_key }) => ({
        name,
        ids: [openId(member_id)],
        tenantKey: tenant_key ?? null,
      }))
    },

    async person({ kind, value }) {
      const path = `contact/v3/users/${checked(value, kind)}`
      try {
        const { data } = await ask(api, { method: 'GET', path, params: { user_id_type: kind } }, person)
        return { name: data.user.name, ids: identities.parse(data.user) }
      } catch (error) {
        if (error instanceof FeishuError && error.code !== null && noSuchPersonCodes.has(error.code))
          return null
        throw error
      }
    },

    async readers(messageId) {
      const path = `im/v1/messages/${checked(messageId, 'message')}/read_users`
      const items = await allPages(async (pageToken) => {
        const params = {
          user_id_type: 'open_id',
          page_size: 100,
          ...(pageToken && { page_token: pageToken }),
        }
        const { data } = await ask(api, { method: 'GET', path, params }, readers)
        return { ...data, items: data.items ?? [] }
      })
      return items.map(({ user_id }) => openId(user_id))
    },
  }
}
