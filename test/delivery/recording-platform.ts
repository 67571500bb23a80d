import { type ChatPlatform, PlatformError, type Target } from '../../src/bot/platform.ts'
import type { Card } from '../../src/cards/card.ts'

/** A message as it stands in a chat of the recording platform. */
export interface Visible {
  messageId: string
  to: Target
  key: string
  card: Card
  updates: number
}

/** What the next calls run into; each is used once. `lost-answer`: it happens, and the answer does not arrive. */
export type Fault = PlatformError | 'lost-answer'

/** A platform in memory that keeps the contract: a repeated key inside the window answers with the same message. */
export interface RecordingPlatform extends ChatPlatform {
  readonly visible: Visible[]
  /** Every attempt to send, with its key, also failed ones. */
  readonly attempts: { key: string; to: Target; at: number }[]
  readonly updates: { messageId: string; card: Card }[]
  failSend(...faults: Fault[]): void
  failUpdate(...faults: Fault[]): void
  /** Called while a message, or an update, is on its way. */
  onSend: (to: Target, card: Card) => void | Promise<void>
  onUpdate: (messageId: string) => void | Promise<void>
  most: { inFlight: number }
}

const unused = () => Promise.reject(new Error('not asked for by delivery'))

/** Limits high enough that tests do not wait for them. */
const quick = {
  cardBytes: 30_000,
  cardElements: 200,
  cardLifeMs: 14 * 24 * 3600 * 1000,
  ackMs: 3000,
  perMinute: 100_000,
  perSecond: 10_000,
  perChatPerSecond: 1000,
  perCardPerSecond: 1000,
  idempotencyMs: 3600 * 1000,
  fileBytes: 1000,
}

/** Makes one. */
export function recordingPlatform(limits: Partial<typeof quick> = {}): RecordingPlatform {
  const visible: Visible[] = []
  const attempts: RecordingPlatform['attempts'] = []
  const updates: RecordingPlatform['updates'] = []
  const faults: { send: Fault[]; update: Fault[] } = { send: [], update: [] }
  const files = new Map<string, { name: string; bytes: Uint8Array }>()
  const most = { inFlight: 0 }
  let inFlight = 0
  const nothing = () => undefined
  const lost = new PlatformError('unknown', 'no answer')

  const platform: RecordingPlatform = {
    name: 'feishu',
    limits: { ...quick, ...limits },
    visible,
    attempts,
    updates,
    most,
    onSend: nothing,
    onUpdate: nothing,
    failSend: (...more) => void faults.send.push(...more),
    failUpdate: (...more) => void faults.update.push(...more),
    async sendCard(to, card, key) {
      attempts.push({ key, to, at: performance.now() })
      most.inFlight = Math.max(most.inFlight, ++inFlight)
      try {
        await platform.onSend(to, card)
      } finally {
        inFlight--
      }
      const fault = faults.send.shift()
      if (fault instanceof PlatformError) throw fault
      const known = visible.find((one) => one.key === key)
      const message = known ?? { messageId: `om_${visible.length + 1}`, to, key, card, updates: 0 }
      if (!known) visible.push(message)
      if (fault) throw lost
      return { messageId: message.messageId, chatId: 'chatId' in to ? to.chatId : `p2p_${to.identity.value}` }
    },
    async uploadFile({ name, bytes }) {
      if (bytes.length > platform.limits.fileBytes) throw new PlatformError('bug', 'too large')
      files.set(`file_${files.size + 1}`, { name, bytes })
      return `file_${files.size}`
    },
    async sendFile(to, fileKey, key) {
      const file = files.get(fileKey)
      if (!file) throw new PlatformError('bug', 'no such file')
      const card: Card = { title: file.name, tone: 'info', blocks: [], summary: file.name }
      return platform.sendCard(to, card, key, () => null)
    },
    async downloadResource(_messageId, { key }, maxBytes) {
      const file = files.get(key)
      if (!file) throw new PlatformError('message', 'no such file')
      if (file.bytes.length > maxBytes) throw new PlatformError('content', 'too large')
      return file.bytes
    },
    async updateCard(messageId, card) {
      await platform.onUpdate(messageId)
      const fault = faults.update.shift()
      if (fault instanceof PlatformError) throw fault
      const message = visible.find((one) => one.messageId === messageId)
      if (!message) throw new PlatformError('message', 'no such message')
      updates.push({ messageId, card })
      message.card = card
      message.updates++
      if (fault) throw lost
    },
    ready: unused,
    self: unused,
    chat: unused,
    chatMembers: unused,
    person: unused,
    readers: unused,
  }
  return platform
}
