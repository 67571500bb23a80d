import { z } from 'zod'
import { cleanText } from './clean-text.ts'

/** An id, key or code word of the platform. */
export const id = z.string().regex(/^[\w.:-]{1,128}$/)
/** Text from people or of the platform, made fit for the database. */
export const text = (max: number) => z.string().max(max).transform(cleanText)

/** Milliseconds per unit, by the number of digits of a time. */
const units: Record<number, number> = { 10: 1000, 13: 1, 16: 1 / 1000 }
const digits = /^(\d{10}|\d{13}|\d{16})(\.\d{1,9})?$/

/** A time of the platform, which counts in seconds, milliseconds or microseconds, told apart by the number of digits. */
export const timestamp = z.union([z.string(), z.number()]).transform((value, context) => {
  const [, whole] = digits.exec(String(value)) ?? []
  if (whole) return new Date(Number(value) * (units[whole.length] ?? 1))
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

/** Reads an envelope of version 2 or 1; null when it is neither. Unknown fields are left out. */
export function readEnvelope(value: unknown): Envelope | null {
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
