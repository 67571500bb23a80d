import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { SentMessage } from '../domain/ports/index.ts'

/** What `POST /clock` moves and asks. */
export interface ClockRouteOptions {
  clock: Clock & { advance(to: Date): Promise<void>; exclusively<T>(act: () => Promise<T>): Promise<T> }
  nextDueInstant(after: Date): Promise<Date | null>
  /** Runs every schedule once at this business time. */
  runSchedules(now: Date): Promise<void>
  /** Resolves when everything due at the clock's now has been handed over or ended. */
  drain(): Promise<void>
  sentBetween(from: Date, to: Date): Promise<SentMessage[]>
}

const body = z.object({ now: z.iso.datetime({ offset: true }) })

/**
 * `POST /clock {"now":"<ISO>"}`: moves a standing clock forward through every due instant in order, and answers with
 * what became due in the interval and was handed over, by whichever replica. 400: not an instant; 409: backwards.
 * Register it only with `CLOCK=virtual`. Two calls at once are taken one after the other.
 */
export async function clockRoute(app: FastifyInstance, options: ClockRouteOptions): Promise<void> {
  const { clock, sentBetween } = options
  app.post('/clock', async (request, reply) => {
    const parsed = body.safeParse(request.body)
    if (!parsed.success)
      return reply.code(400).send({
        error: {
          code: 'clock/not-an-instant',
          message: '“now”应当是带时区的 ISO 时刻，例如 2026-12-01T09:00:00+08:00。',
        },
      })
    const to = new Date(parsed.data.now)
    return clock.exclusively(async () => {
      const from = clock.now()
      if (to < from)
        return reply.code(409).send({
          error: {
            code: 'clock/backwards',
            message: `时钟现在是 ${from.toISOString()}，只能向前拨，不能拨回。`,
          },
        })
      await moveThrough(options, to)
      const sent = await sentBetween(from, to)
      return { now: clock.now().toISOString(), sent: sent.map(asAnswered) }
    })
  })
}

const asAnswered = ({ at, to, kind, key, messageId }: SentMessage) => ({
  at: at.toISOString(),
  to,
  kind,
  key,
  message_id: messageId,
})

/** Stands still at each due instant until all that is due there has been said, so that nothing is skipped or merged. */
async function moveThrough(
  { clock, nextDueInstant, runSchedules, drain }: ClockRouteOptions,
  to: Date,
): Promise<void> {
  const settle = async () => {
    await runSchedules(clock.now())
    await drain()
  }
  await settle()
  for (;;) {
    const next = await nextDueInstant(clock.now())
    if (!next || next > to) break
    await clock.advance(next)
    await settle()
  }
  if (clock.now() < to) {
    await clock.advance(to)
    await settle()
  }
}
