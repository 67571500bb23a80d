import type { Card } from '../../cards/card.ts'
import { afterFailure } from '../../domain/delivery/retry.ts'
import type { ClaimedMessage, MessagePart, Recipient } from '../../domain/ports/index.ts'
import { matterOf } from '../../domain/reminders/refs.ts'
import type { Target } from '../platform.ts'
import { digestOf, faceOf, idempotencyKey, mentionsOf } from './faces.ts'
import { failureOf } from './failure.ts'
import type { DeliveryPace, Outcome, SenderOptions } from './options.ts'

/** Sends one claimed message; resolves to when the next look at the queue is worth while, in milliseconds. */
export function messageSender(options: SenderOptions, pace: DeliveryPace) {
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

  /** Puts off the parts that their person does not want now; null when none is left. */
  const notHeld = async (message: ClaimedMessage): Promise<ClaimedMessage | null> => {
    const { recipient, parts } = message
    if (
      message.kind !== 'reminder' ||
      !('memberId' in recipient) ||
      !options.holdsOf ||
      message.maybeDelivered
    )
      return message
    const holds = await options.holdsOf(recipient.memberId, parts)
    for (const [id, { until, reason }] of holds) await store.hold([id], until, reason)
    const left = parts.filter(({ id }) => !holds.has(id))
    if (left.length > 0) return { ...message, parts: left }
    await store.unused(message)
    return null
  }

  const compose = async ({ parts, recipient }: ClaimedMessage) => {
    const shown: { part: MessagePart; card: Card; open: boolean; frozen: boolean }[] = []
    const silent: { part: MessagePart; reason: string | undefined }[] = []
    const latest = latestOfEachMatter(parts)
    for (const part of parts) {
      const rendered = latest.has(part) ? await render(part.content, recipient) : { silent: 'superseded' }
      if (rendered && 'card' in rendered) {
        const marked = options.marked?.(rendered.card, part) ?? null
        const frozen = marked !== null || rendered.frozen === true
        shown.push({ part, open: rendered.open, card: marked ?? rendered.card, frozen })
      } else silent.push({ part, reason: rendered?.silent })
    }
    const face = faceOf(shown)
    const target = face && (await targetOf(recipient))
    const names = face && (await mentionsOf(face.card, identityOf))
    return { said: shown, silent, face, target, names }
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
    await store.sent(message, {
      ...call,
      sentAt: clock.now(),
      open: false,
      digest: fileKey,
      spacingMs,
      frozen: false,
    })
    tell('sent', message)
    return spacingMs
  }

  return async (claimed: ClaimedMessage): Promise<number | null> => {
    const timely = await stillWanted(claimed)
    const wanted = timely && (await notHeld(timely).catch((error: unknown) => ({ error })))
    if (!timely || !wanted) return null
    if ('error' in wanted) return failed(timely, wanted.error, true)
    const [first] = wanted.parts
    if (first && 'file' in first.content) return sendFile(wanted, first.content.file)
    const composed = await compose(wanted).catch((error: unknown) => ({ error }))
    if ('error' in composed) return failed(wanted, composed.error, true)
    const { said, silent, face, target, names } = composed
    for (const [index, { part, reason }] of silent.entries()) {
      const unused = said.length === 0 && index === 0
      await end({ ...wanted, parts: [part] }, 'suppressed', '发送时已无需提醒', unused, reason)
    }
    if (!face || !names) return null
    const message = { ...wanted, parts: said.map(({ part }) => part) }
    if (!target) return end(message, 'dead', '收件人没有绑定该平台的账号')
    const call = await platform
      .sendCard(target, face.card, idempotencyKey(tenantId, message.key), names)
      .catch((error: unknown) => ({ error }))
    if ('error' in call) return failed(message, call.error, false)
    const { messageId, chatId } = call
    const digest = digestOf(face.card)
    const frozen = said.some((one) => one.frozen)
    const sentAt = clock.now()
    await store.sent(message, { messageId, chatId, sentAt, open: face.open, digest, frozen, spacingMs })
    tell('sent', message)
    return spacingMs
  }
}

/** Of several parts about one matter the one that was owed last; what is about no matter stays. */
function latestOfEachMatter(parts: readonly MessagePart[]): ReadonlySet<MessagePart> {
  const latest = new Map<string, MessagePart>()
  const owed = (part: MessagePart) => +(part.owedAt ?? part.dueAt)
  for (const part of parts) {
    const matter = matterOf('view' in part.content ? part.content : {}) ?? part.id
    const known = latest.get(matter)
    if (!known || owed(part) >= owed(known)) latest.set(matter, part)
  }
  return new Set(latest.values())
}
