import type { Card } from '../../cards/card.ts'
import { afterFailure } from '../../domain/delivery/retry.ts'
import type { ClaimedMessage, MessagePart, Recipient } from '../../domain/ports/index.ts'
import type { Target } from '../platform.ts'
import { digestOf, faceOf, idempotencyKey, mentionsOf } from './faces.ts'
import { failureOf } from './failure.ts'
import type { DeliveryOptions, DeliveryPace, Outcome } from './options.ts'

/** Sends one claimed message; resolves to when the next look at the queue is worth while, in milliseconds. */
export function messageSender(options: DeliveryOptions, pace: DeliveryPace) {
  const { tenantId, store, platform, render, identityOf, clock, log } = options
  const spacingMs = Math.ceil(1000 / platform.limits.perChatPerSecond)
  const random = options.random ?? Math.random
  const tell = (what: Outcome['what'], { kind, parts }: ClaimedMessage) => {
    for (const _ of parts) options.onOutcome?.({ what, kind })
  }
  const idsOf = ({ parts }: ClaimedMessage) => parts.map(({ id }) => id).join(' ')

  const end = async (
    message: ClaimedMessage,
    state: 'suppressed' | 'expired' | 'dead' | 'unknown',
    reason: string,
    unused = false,
  ) => {
    await store.settle(message, state, reason, unused)
    tell(state, message)
    if (state === 'dead' || state === 'unknown')
      log.error({ outgoing: idsOf(message), kind: message.kind, state, reason }, 'message was not delivered')
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

  /** Ends the parts whose time is over; null when nothing is left. */
  const stillWanted = async (message: ClaimedMessage): Promise<ClaimedMessage | null> => {
    const now = clock.now()
    const lapsed = message.parts.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now)
    if (lapsed.length > 0) await end({ ...message, parts: lapsed }, 'expired', '已过发送期限')
    const parts = message.parts.filter((part) => !lapsed.includes(part))
    return parts.length > 0 ? { ...message, parts } : null
  }

  const compose = async ({ parts, recipient }: ClaimedMessage) => {
    const shown: { part: MessagePart; card: Card; open: boolean }[] = []
    for (const part of parts) {
      const rendered = await render(part.content, recipient, { dueAt: part.dueAt })
      if (rendered) shown.push({ part, ...rendered })
    }
    const face = faceOf(shown)
    const target = face && (await targetOf(recipient))
    const names = face && (await mentionsOf(face.card, identityOf))
    return { said: shown.map(({ part }) => part), face, target, names }
  }

  /** A file goes alone: opened, handed over and sent; handing it over again after a failure harms nobody. */
  const sendFile = async (message: ClaimedMessage, fileId: string): Promise<number | null> => {
    const opened = await Promise.all([options.openFile(fileId), targetOf(message.recipient)]).catch(
      (error: unknown) => ({ error }),
    )
    if ('error' in opened) return failed(message, opened.error, true)
    const [file, target] = opened
    if (!file) return end(message, 'suppressed', '文件已不存在', true)
    if (!target) return end(message, 'dead', '收件人没有绑定该平台的账号')
    const fileKey = await platform.uploadFile(file).catch((error: unknown) => ({ error }))
    if (typeof fileKey !== 'string') return failed(message, fileKey.error, false)
    const call = await platform
      .sendFile(target, fileKey, idempotencyKey(tenantId, message.key))
      .catch((error: unknown) => ({ error }))
    if ('error' in call) return failed(message, call.error, false)
    await store.sent(message, { ...call, sentAt: clock.now(), open: false, digest: fileKey, spacingMs })
    tell('sent', message)
    return spacingMs
  }

  return async (claimed: ClaimedMessage): Promise<number | null> => {
    const wanted = await stillWanted(claimed)
    if (!wanted) return null
    const [first] = wanted.parts
    if (first && 'file' in first.content) return sendFile(wanted, first.content.file)
    const composed = await compose(wanted).catch((error: unknown) => ({ error }))
    if ('error' in composed) return failed(wanted, composed.error, true)
    const { said, face, target, names } = composed
    const silent = wanted.parts.filter((part) => !said.includes(part))
    if (silent.length > 0)
      await end({ ...wanted, parts: silent }, 'suppressed', '发送时已无需提醒', said.length === 0)
    if (!face || !names) return null
    const message = { ...wanted, parts: said }
    if (!target) return end(message, 'dead', '收件人没有绑定该平台的账号')
    const call = await platform
      .sendCard(target, face.card, idempotencyKey(tenantId, message.key), names)
      .catch((error: unknown) => ({ error }))
    if ('error' in call) return failed(message, call.error, false)
    const { messageId, chatId } = call
    const digest = digestOf(face.card)
    await store.sent(message, { messageId, chatId, sentAt: clock.now(), open: face.open, digest, spacingMs })
    tell('sent', message)
    return spacingMs
  }
}
