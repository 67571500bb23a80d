import { randomBytes } from 'node:crypto'
import type { Click, ClickAnswer, Dispatch, Inbound, MentionNames } from '../platform.ts'
import { type Envelope, readEnvelope } from './envelope.ts'
import { eventDigest } from './event-digest.ts'
import { BotUnknown, type Ignored } from './event-reader.ts'
import { clickType, normalise } from './normalise.ts'
import { renderCard } from './render.ts'
import { sameSecret } from './same-secret.ts'

/** What the receiver writes: ids, types and outcomes; never content. */
export interface ReceiverLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** What the receiver counts; the outcomes are words of the program. */
export interface ReceiverMetrics {
  eventHandled(type: string, outcome: string): void
  clickAnswered(outcome: string, seconds: number): void
}

/** What a receiver is made of. */
export interface ReceiverOptions {
  appId: string
  verificationToken: string
  /** The enterprise that this app serves; null while it is not known, when dispatch binds the first that comes. */
  tenant: () => string | null
  dispatch: Dispatch
  /** The bot's own open id; null until the platform has told it. */
  botOpenId: () => string | null
  log: ReceiverLog
  metrics?: ReceiverMetrics
  /** Resolves the mentions of cards that answer a click; without it they name nobody. */
  names?: MentionNames
}

/** The answer to an envelope: an HTTP status, and the body that goes with it. */
export interface Answer {
  status: number
  body: unknown
  /** Why it was refused, when it was. */
  refused?: 'envelope' | 'token' | 'app'
}

/** Takes decrypted envelopes, whichever way they came. */
export interface FeishuReceiver {
  /**
   * Resolves when the effect is committed. Never rejects. 401 = not for us, 400 = unreadable, 5xx = deliver again.
   * Over the long connection, which was opened with the app secret, the platform leaves the verification token empty.
   * `bytes` are the plain ones that the envelope was read from, where there are any.
   */
  handleEnvelope(envelope: unknown, via?: 'webhook' | 'connection', bytes?: Buffer): Promise<Answer>
}

const done: Answer = { status: 200, body: {} }
const toast = (type: string, content: string): Answer => ({ status: 200, body: { toast: { type, content } } })
const externalToast = toast('warning', '这张卡片只供本单位人员操作。')

/** The receiver behind the webhook and the long connection: checks whose event it is, dispatches it, answers. */
export function createFeishuReceiver(options: ReceiverOptions): FeishuReceiver {
  const { appId, tenant, dispatch, botOpenId, log, metrics, names = () => null } = options
  const isOurToken = sameSecret(options.verificationToken)

  const ignore = ({ because }: Ignored, { eventType, eventId }: Envelope): Answer => {
    metrics?.eventHandled(kindOf(eventType), `ignored-${because}`)
    if (because === 'external') log.warn({ eventType, eventId }, 'event from another enterprise was ignored')
    return because === 'external' && eventType === clickType ? externalToast : done
  }

  /** A fault of ours: told to the person by its number, and to the platform by a status that makes it try again. */
  const failed = (error: unknown, { eventType, eventId }: Envelope): Answer => {
    const reference = randomBytes(4).toString('hex')
    log.error({ err: error, eventType, eventId, reference }, 'event failed')
    metrics?.eventHandled(kindOf(eventType), 'failed')
    return eventType === clickType
      ? toast('error', `处理出错，编号 ${reference}，请稍后再试。`)
      : { status: 500, body: {} }
  }

  const answerClick = async (click: Click): Promise<Answer> => {
    const started = performance.now()
    const answer = clickBody(await dispatch.click(click), names)
    metrics?.clickAnswered('answered', (performance.now() - started) / 1000)
    return answer
  }

  const take = async (event: Inbound): Promise<Answer> => {
    if (event.type === 'click') return answerClick(event)
    await dispatch.handle(event)
    return done
  }

  return {
    async handleEnvelope(value, via = 'webhook', bytes) {
      const envelope = readEnvelope(value)
      if (!envelope) return { status: 400, body: {}, refused: 'envelope' }
      const needsToken = via === 'webhook' || envelope.token !== ''
      if (needsToken && !isOurToken(envelope.token)) return { status: 401, body: {}, refused: 'token' }
      if (envelope.appId !== appId) return { status: 401, body: {}, refused: 'app' }
      const { eventType, eventId } = envelope
      const known = tenant()
      if (known !== null && envelope.tenantKey !== known)
        return ignore({ type: 'ignored', because: 'external' }, envelope)
      let event: Inbound | Ignored
      try {
        event = normalise(envelope, eventDigest(envelope.event, bytes), botOpenId())
      } catch (error) {
        if (error instanceof BotUnknown) return { status: 503, body: {} }
        log.error(
          { eventType, eventId, fault: error instanceof Error ? error.name : 'unknown' },
          'event is not of the documented shape',
        )
        return { status: 400, body: {}, refused: 'envelope' }
      }
      if (event.type === 'ignored') return ignore(event, envelope)
      try {
        const answer = await take(event)
        metrics?.eventHandled(event.type, 'handled')
        return answer
      } catch (error) {
        return failed(error, envelope)
      }
    },
  }
}

/** The platform's body for a click's answer; an empty object leaves the card as it is. */
function clickBody({ toast: note, card }: ClickAnswer, names: MentionNames): Answer {
  return {
    status: 200,
    body: {
      ...(note && { toast: { type: note.tone, content: note.text } }),
      ...(card && { card: { type: 'raw', data: renderCard(card, names) } }),
    },
  }
}

const kinds: [prefix: string, kind: string][] = [
  [clickType, 'click'],
  ['im.chat.', 'chat'],
  ['im.message.message_read', 'chat'],
  ['im.', 'message'],
  ['application.bot.menu', 'message'],
]

/** A word of ours for counters: what the platform sends must not make labels. */
const kindOf = (eventType: string): string =>
  kinds.find(([prefix]) => eventType.startsWith(prefix))?.[1] ?? 'other'
