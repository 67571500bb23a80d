import { afterFailure } from '../../domain/delivery/retry.ts'
import type { ClaimedMessage, Recipient } from '../../domain/ports/index.ts'
import type { Target } from '../platform.ts'
import { digestOf, idempotencyKey, mentionsOf } from './faces.ts'
import { failureOf } from './failure.ts'
import type { DeliveryOptions, DeliveryPace, Outcome } from './options.ts'

/** Sends one claimed message; resolves to when the next look at the queue is worth while, in milliseconds. */
export function messageSender(options: DeliveryOptions, pace: DeliveryPace) {
  const { tenantId, store, platform, render, identityOf, clock, log } = options
  const spacingMs = Math.ceil(1000 / platform.limits.perChatPerSecond)
  const random = options.random ?? Math.random
  const tell = (what: Outcome['what'], { kind }: ClaimedMessage) => options.onOutcome?.({ what, kind })

  const end = async (
    message: ClaimedMessage,
    state: 'suppressed' | 'expired' | 'dead' | 'unknown',
    reason: string,
  ) => {
    await store.settle(message, state, reason)
    tell(state, message)
    if (state === 'dead' || state === 'unknown')
      log.error({ outgoing: message.id, kind: message.kind, state, reason }, 'message was not delivered')
    return null
  }

  const targetOf = async (recipient: Recipient): Promise<Target | null> => {
    if ('chatId' in recipient) return recipient
    const identity = await identityOf(recipient.memberId)
    return identity && { identity }
  }

  const failed = async (message: ClaimedMessage, error: unknown, beforeCall: boolean) => {
    const failure = failureOf(error, beforeCall)
    const next = afterFailure({ ...failure, attempts: message.attempts }, random(), pace.retry)
    if (next.step === 'settle') return end(message, next.state, failure.reason)
    const facts = {
      outgoing: message.id,
      kind: message.kind,
      attempt: message.attempts,
      reason: failure.reason,
    }
    if (next.counts) log.warn({ ...facts, delayMs: next.delayMs }, 'message will be tried again')
    else log.error({ ...facts, delayMs: next.delayMs }, 'the platform refuses this app: an operator must act')
    if (failure.retryAfterMs !== null) await store.block(platform.name, 'send', failure.retryAfterMs)
    await store.retry(message, { ...next, error: failure.reason })
    tell('retry', message)
    return next.delayMs
  }

  const compose = async (message: ClaimedMessage) => {
    const rendered = await render(message.content, message.recipient, { dueAt: message.dueAt })
    const target = rendered && (await targetOf(message.recipient))
    return { rendered, target, names: rendered && (await mentionsOf(rendered.card, identityOf)) }
  }

  return async (message: ClaimedMessage): Promise<number | null> => {
    if (message.expiresAt && message.expiresAt <= clock.now()) return end(message, 'expired', '已过发送期限')
    const composed = await compose(message).catch((error: unknown) => ({ error }))
    if ('error' in composed) return failed(message, composed.error, true)
    const { rendered, target, names } = composed
    if (!rendered || !names) return end(message, 'suppressed', '发送时已无需提醒')
    if (!target) return end(message, 'dead', '收件人没有绑定该平台的账号')
    const call = await platform
      .sendCard(target, rendered.card, idempotencyKey(tenantId, message.key), names)
      .catch((error: unknown) => ({ error }))
    if ('error' in call) return failed(message, call.error, false)
    const { messageId, chatId } = call
    const digest = digestOf(rendered.card)
    await store.sent(message, {
      messageId,
      chatId,
      sentAt: clock.now(),
      open: rendered.open,
      digest,
      spacingMs,
    })
    tell('sent', message)
    return spacingMs
  }
}
