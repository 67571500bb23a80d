import type { FastifyPluginCallback } from 'fastify'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** A condition of being ready. Rejects when it does not hold; its error is logged, never answered. */
export interface Check {
  /** A word for the answer, e.g. `database`. */
  name: string
  run(): Promise<void>
}

/** The answer of /readyz. */
export interface Readiness {
  ready: boolean
  checks: Record<string, 'ok' | 'failed' | 'timed out'>
}

/**
 * Runs all checks side by side, each for at most `limitMs`. Callers that come while a round is under way share it, so
 * that an impatient prober costs the database one query at a time.
 */
export function readinessOf(checks: Check[], log: Log, limitMs = 2_000): () => Promise<Readiness> {
  let underWay: Promise<Readiness> | null = null
  const round = async (): Promise<Readiness> => {
    const results = await Promise.all(
      checks.map(async (check) => [check.name, await outcomeOf(check, log, limitMs)] as const),
    )
    return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) }
  }
  return () => {
    underWay ??= round().finally(() => {
      underWay = null
    })
    return underWay
  }
}

async function outcomeOf(check: Check, log: Log, limitMs: number): Promise<Readiness['checks'][string]> {
  const { promise: timedOut, resolve } = Promise.withResolvers<'timed out'>()
  const timer = setTimeout(() => resolve('timed out'), limitMs)
  try {
    return await Promise.race([check.run().then(() => 'ok' as const), timedOut])
  } catch (error) {
    log.warn({ check: check.name, err: error }, 'not ready')
    return 'failed'
  } finally {
    clearTimeout(timer)
  }
}

/** `/healthz` (the process answers), `/readyz` (503 and which check failed), `/metrics` (Prometheus). */
export const healthRoutes =
  ({ checks, metrics, log }: { checks: Check[]; metrics: Metrics; log: Log }): FastifyPluginCallback =>
  (app, _options, done) => {
    const readiness = readinessOf(checks, log)
    const probe = { config: { routine: true } }
    app.get('/healthz', probe, async () => ({ status: 'ok' }))
    app.get('/readyz', probe, async (_request, reply) => {
      const answer = await readiness()
      return reply.code(answer.ready ? 200 : 503).send(answer)
    })
    app.get('/metrics', probe, async (_request, reply) => {
      const { contentType, text } = await metrics.render()
      return reply.type(contentType).send(text)
    })
    done()
  }
