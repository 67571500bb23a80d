import { z } from 'zod'
import { cleanText } from './clean-text.ts'
import { idShape, isFields, isId, isShort, timeOf } from './usual-shapes.ts'

/** An id, key or code word of the platform. */
export const id = z.string().regex(idShape)
/** Text from people or of the platform, made fit for the database. */
export const text = (max: number) => z.string().max(max).transform(cleanText)

/** A time of the platform, as text or as a number. */
export const timestamp = z.union([z.string(), z.number()]).transform((value, context) => {
  const time = timeOf(String(value))
  if (time) return time
  context.addIssue('not a time of the platform')
  return z.NEVER
})

const v2 = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: id,
    event_type: id,
    create_time: timestamp,
    token: z.string().max(200),
    app_id: id,
    tenant_key: id,
  }),
  event: z.unknown(),
})

const v1 = z.object({
  type: z.literal('event_callback'),
  uuid: id,
  ts: timestamp,
  token: z.string().max(200),
  event: z.looseObject({ type: id, app_id: id, tenant_key: id }),
})

/** What every event says about itself, whichever version of the envelope it came in. */
export interface Envelope {
  eventId: string
  eventType: string
  createdAt: Date
  token: string
  appId: string
  tenantKey: string
  event: unknown
}

/**
 * An envelope as nearly every push has it, read without the schemas, which cost as much as the decryption; null for
 * anything out of the ordinary. What it answers is what the schema of version 2 answers.
 */
function usualEnvelope(value: unknown): Envelope | null {
  if (!isFields(value) || value.schema !== '2.0' || !isFields(value.header)) return null
  const { event_id: eventId, event_type: eventType, app_id: appId, tenant_key: tenantKey } = value.header
  const { token, create_time: time } = value.header
  const createdAt = timeOf(time)
  if (!isId(eventId) || !isId(eventType) || !isId(appId) || !isId(tenantKey)) return null
  if (!isShort(token, 200) || !createdAt || value.event === undefined) return null
  return {
    eventId,
    eventType,
    createdAt,
    token,
    appId,
    tenantKey,
    event: value.event,
  }
}

/** Reads an envelope of version 2 or 1; null when it is neither. Unknown fields are left out. */
export function readEnvelope(value: unknown): Envelope | null {
  return usualEnvelope(value) ?? checkedEnvelope(value)
}

/** The same by the schemas, whatever the value is. */
export function checkedEnvelope(value: unknown): Envelope | null {
  const second = v2.safeParse(value)
  if (second.success) {
    const { header, event } = second.data
    return {
      eventId: header.event_id,
      eventType: header.event_type,
      createdAt: header.create_time,
      token: header.token,
      appId: header.app_id,
      tenantKey: header.tenant_key,
      event,
    }
  }
  const first = v1.safeParse(value)
  if (!first.success) return null
  const { uuid, ts, token, event } = first.data
  return {
    eventId: uuid,
    eventType: event.type,
    createdAt: ts,
    token,
    appId: event.app_id,
    tenantKey: event.tenant_key,
    event,
  }
}

const verification = z.object({
  type: z.literal('url_verification'),
  token: z.string().max(200),
  challenge: z.string().min(1).max(1000),
})

/** The platform's question whether this address is ours; null when the value is something else. */
export function readUrlVerification(value: unknown): z.infer<typeof verification> | null {
  // Nearly every body is an event: a failed parse for each of them would be the dearest step of the whole edge.
  if ((value as { type?: unknown } | null)?.type !== 'url_verification') return null
  return verification.safeParse(value).data ?? null
}
