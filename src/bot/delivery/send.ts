import type { ClaimedMessage } from '../../domain/ports/index.ts'
import { type Composed, compose, targetOf } from './compose.ts'
import { earlierToday } from './earlier-today.ts'
import { digestOf, idempotencyKey } from './faces.ts'
import { failureOf } from './failure.ts'
import type { DeliveryPace, SenderOptions } from './options.ts'
import { outcomesOf } from './outcomes.ts'

/** Sends one claimed message; resolves to when the next look at the queue is worth while, in milliseconds. */
export function messageSender(options: SenderOptions, pace: DeliveryPace) {
  const { tenantId, store, platform, clock, log } = options
  const spacingMs = Math.ceil(1000 / platform.limits.perChatPerSecond)
  const { tell, idsOf, end, failed } = outcomesOf(options, pace)

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

  /** The message with what its person was sent earlier today. */
  const composeDay = (message: ClaimedMessage) =>
    compose(options, message, (said) => earlierToday(options, message, said))

  const handOver = ({ key }: ClaimedMessage, { face, names, target }: Composed) =>
    face && names && target
      ? platform
          .sendCard(target, face.card, idempotencyKey(tenantId, key), names)
          .catch((error: unknown) => ({ error }))
      : null

  /** Whether the platform refused what a card says, so that it surely was not delivered. */
  const isRefusal = (error: unknown) => ['content', 'bug'].includes(failureOf(error, false).kind)

  /** A file goes alone: opened, handed over and sent; handing it over again after a failure harms nobody. */
  const sendFile = async (message: ClaimedMessage, fileId: string): Promise<number | null> => {
    const opened = await Promise.all([options.openFile(fileId), targetOf(options, message.recipient)]).catch(
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

  const send = async (message: ClaimedMessage, composed: Composed): Promise<number | null> => {
    const { face, earlier } = composed
    const call = await handOver(message, composed)
    if (!face || !call) return end(message, 'dead', '收件人没有绑定该平台的账号')
    if ('error' in call) {
      if (!earlier || message.maybeDelivered || !isRefusal(call.error))
        return failed(message, call.error, false)
      // What was fine in the morning must not keep back what is due now: the earlier card stays beside the new one.
      log.warn({ outgoing: idsOf(message) }, 'the card of the day was refused: what is new goes by itself')
      const alone = await compose(options, message, async () => null).catch((error: unknown) => ({ error }))
      return 'error' in alone ? failed(message, alone.error, true) : send(message, alone)
    }
    const { messageId, chatId } = call
    await store.sent(message, {
      messageId,
      chatId,
      sentAt: clock.now(),
      open: face.open,
      digest: digestOf(face.card),
      frozen: face.frozen === true,
      spacingMs,
      replaces: earlier ?? undefined,
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
    const composed = await composeDay(wanted).catch((error: unknown) => ({ error }))
    if ('error' in composed) return failed(wanted, composed.error, true)
    const { said, silent } = composed
    for (const [index, { part, reason }] of silent.entries()) {
      const unused = said.length === 0 && index === 0
      await end({ ...wanted, parts: [part] }, 'suppressed', '发送时已无需提醒', unused, reason)
    }
    if (said.length === 0) return null
    const message = { ...wanted, parts: said.map(({ part }) => part) }
    return send(message, composed)
  }
}
