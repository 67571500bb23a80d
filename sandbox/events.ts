import { newId } from './ids.ts'
import type { Fields } from './json.ts'
import { fieldsOf, textOf } from './json.ts'
import type { PushAnswer, Pusher } from './push.ts'

/** A push that was made, as the stand-in remembers it. */
export interface RecordedPush {
  eventId: string
  eventType: string
  /** 1 for the first delivery. */
  attempt: number
  status: number
  failure?: PushAnswer['failure']
  /** Milliseconds of the business clock. */
  at: number
}

/** Wraps an event as the platform sends it. */
export type Envelope = (eventType: string, event: Fields) => Fields

/** Delivers events until they are answered with 200. */
export interface Events {
  /** Delivers the event; when it is not answered with 200 it is kept and delivered again later. */
  deliver(envelope: Fields): Promise<PushAnswer>
  /** Delivers a past event once more, whatever became of it. Throws when it is unknown. */
  redeliver(eventId: string): Promise<PushAnswer>
  /** Delivers what is due by the business clock; answers how many events that were. */
  tick(): Promise<number>
  /** When the next redelivery is due, in milliseconds, if one is. */
  nextDue(): number | undefined
}

/** The id of an envelope's event. */
export const eventIdOf = (envelope: Fields): string => textOf(fieldsOf(envelope.header).event_id)

/**
 * Makes envelopes of version 2. Their time is the system's: the bot judges the age of an event by it, never by the
 * business clock. Card callbacks count microseconds, everything else milliseconds.
 */
export function envelopeMaker(app: {
  appId: string
  tenantKey: string
  verificationToken: string
  systemNow: () => number
}): Envelope {
  return (eventType, event) => ({
    schema: '2.0',
    header: {
      event_id: newId.event(),
      event_type: eventType,
      create_time: `${app.systemNow()}${eventType === 'card.action.trigger' ? '000' : ''}`,
      token: app.verificationToken,
      app_id: app.appId,
      tenant_key: app.tenantKey,
    },
    event,
  })
}

/** Makes the deliverer. `now` in milliseconds of the business clock, by which the pauses are counted. */
export function createEvents(options: {
  pusher: Pusher
  now: () => number
  pauses: number[]
  remembered: number
  record: (push: RecordedPush) => void
}): Events {
  const { pusher, now, pauses, record } = options
  const past = new Map<string, Fields>()
  const waiting = new Map<string, { envelope: Fields; attempt: number; dueAt: number }>()

  async function attempt(envelope: Fields, count: number): Promise<PushAnswer> {
    const eventId = eventIdOf(envelope)
    const answer = await pusher.send(envelope)
    const { status, failure } = answer
    const eventType = textOf(fieldsOf(envelope.header).event_type)
    record({ eventId, eventType, attempt: count, status, ...(failure ? { failure } : {}), at: now() })
    const pause = pauses[count - 1]
    if (status !== 200 && pause !== undefined)
      waiting.set(eventId, { envelope, attempt: count, dueAt: now() + pause })
    return answer
  }

  return {
    deliver(envelope) {
      past.set(eventIdOf(envelope), envelope)
      const [oldest] = past.keys()
      if (past.size > options.remembered && oldest) past.delete(oldest)
      return attempt(envelope, 1)
    },
    redeliver(eventId) {
      const envelope = past.get(eventId)
      if (!envelope) throw new Error(`No event ${eventId} is remembered`)
      return attempt(envelope, pauses.length + 1)
    },
    async tick() {
      const due = [...waiting].filter(([, { dueAt }]) => dueAt <= now())
      // Taken out first, so that two ticks at once do not deliver one event twice.
      for (const [eventId] of due) waiting.delete(eventId)
      await Promise.all(due.map(([, { envelope, attempt: before }]) => attempt(envelope, before + 1)))
      return due.length
    },
    nextDue() {
      const times = [...waiting.values()].map(({ dueAt }) => dueAt)
      return times.length > 0 ? Math.min(...times) : undefined
    },
  }
}
