import type { FastifyPluginAsync } from 'fastify'
import type { Deed } from '../card/actions.ts'
import type { Entered } from '../card/form-values.ts'
import { wordsOf } from '../card/tree.ts'
import { fieldsOf } from '../json.ts'
import type { StandIn } from '../stand-in.ts'
import type { Message } from '../types.ts'
import type { PageClock } from './clock.ts'
import { latestMessages, messageForPage, stateForPage } from './views.ts'

const text = { type: 'string', minLength: 1, maxLength: 5000 } as const
const id = { type: 'string', minLength: 1, maxLength: 100 } as const
const bodyOf = (properties: Record<string, unknown>, required: string[]) => ({
  body: { type: 'object', additionalProperties: false, properties, required },
})

interface Said {
  as: string
  chatId: string
  text: string
  mentionBot?: boolean
  replyTo?: string
}
interface SentFile {
  as: string
  chatId: string
  name: string
  image?: boolean
  replyTo?: string
}
interface Acted {
  as: string
  messageId: string
  path: string
  form?: Record<string, Entered>
  entered?: Entered
}
interface Moved {
  to?: string
  by?: number
}

const year = 366 * 86_400_000

/** Due instants at which nothing is sent that are passed over in one go. */
const quietInstants = 40

/** What the page shows of a message that was sent while the clock moved. */
function sentLine(standIn: StandIn, message: Message) {
  const chat = standIn.chats().find(({ chatId }) => chatId === message.chatId)
  const title = wordsOf(fieldsOf(message.card?.header).title) || message.text || '卡片'
  return {
    messageId: message.messageId,
    chatId: message.chatId,
    at: message.createdAt,
    to: chat?.name ?? '',
    title,
  }
}

/** The page's own small API under `/sandbox/`. */
export function pageApi(options: {
  standIn: StandIn
  clock: PageClock
  announce: (event: string, data: unknown) => void
}): FastifyPluginAsync {
  const { standIn, clock, announce } = options
  let moving = false
  const clockNow = async () => ({ now: clock.now(), nextDue: await clock.nextDue() })

  /**
   * Moves the clock and answers what the bot sent meanwhile. With `untilSent` it goes on from one due instant to the
   * next until something is really sent: what is due may be settled already and then says nothing.
   */
  async function move(to: Date, untilSent: boolean) {
    const sent: Message[] = []
    const from = clock.now().getTime()
    const stop = standIn.on('change', ({ kind, id: changed }) => {
      const message = kind === 'message' ? standIn.message(changed) : undefined
      const fresh = message && message.sender.kind === 'bot' && message.createdAt >= from && !message.recalled
      if (fresh && !sent.some(({ messageId }) => messageId === changed)) sent.push(message)
    })
    try {
      await clock.advance(to)
      await standIn.tick()
      for (let tries = 0; untilSent && sent.length === 0 && tries < quietInstants; tries++) {
        const next = await clock.nextDue()
        if (!next || next.getTime() - from > year) break
        await clock.advance(next)
        await standIn.tick()
      }
    } finally {
      stop()
    }
    return { ...(await clockNow()), sent: sent.map((message) => sentLine(standIn, message)) }
  }

  return async (app) => {
    app.get('/sandbox/state', async () => ({ ...stateForPage(standIn), clock: await clockNow() }))
    app.get('/sandbox/clock', clockNow)
    app.get<{ Querystring: { chatId?: string; before?: string } }>('/sandbox/earlier', ({ query }) => {
      const all = standIn.messages(query.chatId ?? '')
      const end = all.findIndex(({ messageId }) => messageId === query.before)
      const start = Math.max(0, end - latestMessages)
      return { earlier: start > 0, messages: all.slice(start, Math.max(0, end)).map(messageForPage) }
    })
    app.post<{ Body: Said }>(
      '/sandbox/say',
      {
        schema: bodyOf({ as: id, chatId: id, text, mentionBot: { type: 'boolean' }, replyTo: id }, [
          'as',
          'chatId',
          'text',
        ]),
      },
      async ({ body }) => {
        const mention = {
          ...(body.mentionBot === undefined ? {} : { mentionBot: body.mentionBot }),
          ...(body.replyTo === undefined ? {} : { replyTo: body.replyTo }),
        }
        const { messageId, status, failure } = await standIn.says(
          body.as,
          { chatId: body.chatId },
          body.text,
          mention,
        )
        return { messageId, status, failure }
      },
    )
    app.post<{ Body: Buffer; Querystring: SentFile }>(
      '/sandbox/send-file',
      {
        bodyLimit: 32 * 1024 * 1024,
        schema: {
          querystring: {
            type: 'object',
            additionalProperties: false,
            properties: { as: id, chatId: id, name: text, image: { type: 'boolean' }, replyTo: id },
            required: ['as', 'chatId', 'name'],
          },
        },
      },
      async ({ body, query }) => {
        const kind = query.image ? 'image' : 'file'
        const reply = query.replyTo === undefined ? {} : { replyTo: query.replyTo }
        const file = { name: query.name, bytes: new Uint8Array(body), kind } as const
        const { messageId, status, failure } = await standIn.sendsFile(
          query.as,
          { chatId: query.chatId },
          file,
          reply,
        )
        return { messageId, status, failure }
      },
    )
    app.get<{ Params: { key: string } }>('/sandbox/resource/:key', ({ params }, reply) => {
      const found = standIn.resource(params.key)
      if (!found) return reply.code(404).send({ message: '文件不存在' })
      const name = encodeURIComponent(found.name || `${params.key}.png`)
      // Always handed out as a download: a page that somebody sent must not run under this origin.
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .type('application/octet-stream')
        .send(Buffer.from(found.bytes))
    })
    app.post<{ Body: Acted }>(
      '/sandbox/click',
      {
        schema: bodyOf({ as: id, messageId: id, path: text, form: { type: 'object' }, entered: {} }, [
          ...['as', 'messageId', 'path'],
        ]),
      },
      async ({ body }, reply) => {
        const deed: Deed = {
          ...(body.form ? { form: body.form } : {}),
          ...(body.entered === undefined ? {} : { entered: body.entered }),
        }
        try {
          const { status, toast, error, card } = await standIn.acts(body.as, body.messageId, body.path, deed)
          return { status, toast, error, replaced: card !== undefined }
        } catch (failure) {
          // The stand-in refuses what the client would not even send; the page shows why.
          return reply
            .code(400)
            .send({ message: failure instanceof Error ? failure.message : String(failure) })
        }
      },
    )
    app.post<{ Body: { as: string; messageIds: string[] } }>(
      '/sandbox/read',
      {
        schema: bodyOf({ as: id, messageIds: { type: 'array', maxItems: 500, items: id } }, [
          'as',
          'messageIds',
        ]),
      },
      async ({ body }) => {
        await Promise.all(body.messageIds.map((messageId) => standIn.markRead(body.as, messageId)))
        return {}
      },
    )
    app.post<{ Body: Moved }>(
      '/sandbox/clock',
      { schema: bodyOf({ to: text, by: { type: 'number', exclusiveMinimum: 0 } }, []) },
      async ({ body }, reply) => {
        const now = clock.now().getTime()
        const to = body.to === undefined ? now + (body.by ?? 0) : Date.parse(body.to)
        if (!(to > now) || to - now > year)
          return reply.code(400).send({ message: '只能向前走，一次不超过一年' })
        if (moving) return reply.code(409).send({ message: '时钟正在走，请稍候' })
        moving = true
        announce('clock', { moving })
        try {
          return await move(new Date(to), body.to !== undefined)
        } finally {
          moving = false
          announce('clock', { moving, ...(await clockNow()) })
        }
      },
    )
  }
}
