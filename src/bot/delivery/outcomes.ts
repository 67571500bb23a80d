import { afterFailure } from '../../domain/delivery/retry.ts'
import type { ClaimedMessage } from '../../domain/ports/index.ts'
import { failureOf } from './failure.ts'
import type { DeliveryPace, Outcome, SenderOptions } from './options.ts'

/** What becomes of messages that were not simply sent: stored, logged by ids and told to the metrics. */
export function outcomesOf(options: SenderOptions, pace: DeliveryPace) {
  const { store, platform, log } = options
  const random = options.random ?? Math.random
  const tell = (what: Outcome['what'], { kind, parts }: ClaimedMessage) => {
    for (const _ of parts) options.onOutcome?.({ what, kind })
  }
  const idsOf = ({ parts }: ClaimedMessage) => parts.map(({ id }) => id).join(' ')

  /** Ends a message in a state that nobody changes by himself; nothing is to be looked at sooner for it. */
  const end = async (
    message: ClaimedMessage,
    state: 'suppressed' | 'expired' | 'dead' | 'unknown',
    error: string,
    unused = false,
    reason?: string,
  ) => {
    await store.settle(message, state, { error, ...(reason ? { reason } : {}) }, unused)
    tell(state, message)
    if (state === 'dead' || state === 'unknown')
      log.error(
        { outgoing: idsOf(message), kind: message.kind, state, reason: error },
        'message was not delivered',
      )
    return null
  }

  /** Decides by the failure whether it is tried again, taken apart or ended; answers when to look at it again. */
  const failed = async (message: ClaimedMessage, error: unknown, beforeCall: boolean) => {
    const failure = failureOf(error, beforeCall)
    const next = afterFailure({ ...failure, attempts: message.attempts }, random(), pace.retry)
    const facts = {
      outgoing: idsOf(message),
      kind: message.kind,
      attempt: message.attempts,
      failure: failure.kind,
      code: failure.code,
    }
    if (next.step === 'settle') {
      const ofOnePart = beforeCall || failure.kind === 'content' || failure.kind === 'bug'
      if (!ofOnePart || message.maybeDelivered || message.parts.length < 2)
        return end(message, next.state, failure.reason)
      log.warn(facts, 'a merged card failed: its parts go one by one')
      await store.takeApart(message, failure.reason)
      tell('retry', message)
      return 0
    }
    if (next.counts) log.warn({ ...facts, delayMs: next.delayMs }, 'message will be tried again')
    else log.error({ ...facts, delayMs: next.delayMs }, 'the platform refuses this app: an operator must act')
    if (failure.retryAfterMs !== null) await store.block(platform.name, 'send', failure.retryAfterMs)
    await store.retry(message, { ...next, error: failure.reason })
    tell('retry', message)
    return next.delayMs
  }

  return { tell, idsOf, end, failed }
}
