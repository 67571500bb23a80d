import { type CardFault, lintCard } from './card-lint.ts'
import { type Fields, isFields, parseJson } from './json.ts'
import type { PushAnswer } from './push.ts'
import type { Card } from './types.ts'

/** A short note that the client shows to the person who clicked. */
export interface Toast {
  type: 'info' | 'success' | 'error' | 'warning'
  content: string
}

/** What a click brought back. */
export interface ClickResult {
  /** HTTP status of the webhook; 0 when there was no answer. */
  status: number
  toast?: Toast
  /** The card that replaced the old one. */
  card?: Card
  /** The answer's body as sent. */
  raw: string
  messageId: string
  /** Id of the callback's event. */
  eventId: string
  /** What the client shows instead when the answer was unusable. */
  error?: { code: number; message: string; faults?: CardFault[] }
}

/** A callback's answer, read as the client reads it. */
export type Reading = Pick<ClickResult, 'toast' | 'card' | 'error'>

const broken = (code: number, message: string, faults?: CardFault[]): Reading => ({
  error: { code, message, ...(faults ? { faults } : {}) },
})

function toastOf(value: unknown): Toast | undefined {
  if (!isFields(value)) return undefined
  const { type = 'info', content } = value
  const known = type === 'info' || type === 'success' || type === 'error' || type === 'warning'
  return known && typeof content === 'string' && content !== '' ? { type, content } : undefined
}

function cardOf(value: unknown, knows: (openId: string) => boolean): Reading {
  if (!isFields(value) || value.type !== 'raw') return broken(200672, 'card must be {type:"raw", data}')
  const faults = lintCard(value.data, { knows })
  if (faults.length > 0) return broken(200673, `bad card: ${faults[0]?.path} ${faults[0]?.rule}`, faults)
  return { card: value.data as Card } // the linter has just shown that it is one
}

function readBody(body: Fields, knows: (openId: string) => boolean): Reading {
  const unknown = Object.keys(body).filter((key) => key !== 'toast' && key !== 'card')
  if (unknown.length > 0) return broken(200672, `unknown members: ${unknown.join(', ')}`)
  const toast = body.toast === undefined ? undefined : toastOf(body.toast)
  if (body.toast !== undefined && !toast) return broken(200672, 'toast must be {type, content}')
  const rest = body.card === undefined ? {} : cardOf(body.card, knows)
  return rest.error || !toast ? rest : { toast, ...rest }
}

/** Reads the webhook's answer to a card callback; every fault gets the error code that the client shows. */
export function readAnswer(
  { status, body, failure }: PushAnswer,
  knows: (openId: string) => boolean,
): Reading {
  if (failure === 'no-url') return broken(200340, 'no callback address')
  if (failure === 'timeout') return broken(200341, 'no answer within three seconds')
  if (failure || status !== 200) return broken(200671, failure ? `no connection: ${body}` : `HTTP ${status}`)
  const parsed = parseJson(body)
  return isFields(parsed) ? readBody(parsed, knows) : broken(200672, 'the answer is not a JSON object')
}
