import type { AddressInfo } from 'node:net'
import type { Platform } from './api/endpoint.ts'
import { createApi, type RecordedCall } from './api/server.ts'
import { findAt, findButton, findChecker, findField } from './card/actions.ts'
import { createCardTokens } from './card-tokens.ts'
import { fileMessage, readEvent, receiveEvent, typedMessage } from './conversation.ts'
import { actsOn } from './deeds.ts'
import { createEvents, envelopeMaker, eventIdOf, type RecordedPush } from './events.ts'
import { createFaults } from './faults.ts'
import { newId } from './ids.ts'
import { membershipIn } from './membership.ts'
import { createPusher } from './push.ts'
import { createRates } from './rates.ts'
import { registerOf } from './register.ts'
import type { Delivered, StandIn, StandInOptions, Where } from './stand-in-types.ts'
import { createTenantTokens } from './tenant-tokens.ts'
import { type Chat, type Limits, type Message, type Person, platformLimits } from './types.ts'
import { openWorld } from './world.ts'

export type { StandIn, StandInOptions } from './stand-in-types.ts'

/** Makes a stand-in; nothing listens before `listen`. Throws when the journal file is damaged. */
export async function createStandIn(options: StandInOptions): Promise<StandIn> {
  const { appId, appSecret, encryptKey, verificationToken, tenantKey = '2ed263bf32cf1651', journal } = options
  const botName = options.botName ?? '支部助手'
  const now = options.now ?? (() => new Date())
  const systemNow = options.systemNow ?? Date.now
  const limits: Limits = { ...platformLimits, ...options.limits }
  const world = openWorld(journal)
  const millis = (): number => now().getTime()

  const calls: RecordedCall[] = []
  const pushes: RecordedPush[] = []
  const remember = <T>(ring: T[], item: T): void => {
    ring.push(item)
    if (ring.length > limits.remembered) ring.shift()
  }

  const tokens = createTenantTokens(limits, systemNow)
  const cardTokens = createCardTokens(limits, millis)
  const app = { appId, appSecret, tenantKey, botName }
  const platform: Platform = { world, limits, rates: createRates(systemNow), cardTokens, now, app, tokens }
  const faults = createFaults()
  const api = createApi(platform, faults, (call) => remember(calls, call))
  const { webhookUrl } = options
  const pusher = createPusher({
    webhookUrl: () => (typeof webhookUrl === 'function' ? webhookUrl() : webhookUrl),
    encryptKey,
    systemNow,
    timeoutMs: limits.pushTimeoutMs,
  })
  const envelope = envelopeMaker({ appId, tenantKey, verificationToken, systemNow })
  const events = createEvents({
    pusher,
    now: millis,
    pauses: limits.redeliverAfterMs,
    remembered: limits.remembered,
    record: (push) => remember(pushes, push),
  })
  const ticker = setInterval(() => void events.tick(), 1000).unref()

  const find = registerOf(world)
  const { moveBot, moveMember } = membershipIn({ world, find, events, envelope, app, millis })
  const act = actsOn({ platform, find, pusher, envelope, record: (push) => remember(pushes, push) })

  const placeOf = (openId: string, where: Where) => {
    const chat = 'private' in where ? world.privateChat(openId) : find.chat(where.chatId)
    return { chat, person: find.member(openId, chat) }
  }

  /** Puts somebody's message into its chat and brings its event to the bot, if it is there. */
  async function bring(message: Message, chat: Chat, person: Person): Promise<Delivered> {
    world.putMessage(message)
    const event = envelope(
      'im.message.receive_v1',
      receiveEvent(message, chat, person, tenantKey, systemNow()),
    )
    const answer = chat.bot ? await events.deliver(event) : { status: 0, body: '' }
    return { messageId: message.messageId, eventId: eventIdOf(event), ...answer }
  }

  return {
    async listen(port = 0, host = '127.0.0.1') {
      await api.listen({ port, host })
      const { port: taken } = api.server.address() as AddressInfo // it listens on TCP
      return `http://${host}:${taken}`
    },
    async close() {
      clearInterval(ticker)
      await api.close()
      world.close()
    },
    botOpenId: world.bot.openId,
    botName,
    people: () => [...world.people.values()],
    chats: () => [...world.chats.values()],
    addPerson({ name, openId = newId.open() }) {
      const person = { openId, userId: newId.user(), unionId: newId.union(), name }
      world.putPerson(person)
      return person
    },
    addChat({ name, members }) {
      for (const openId of members) find.person(openId)
      const chat: Chat = {
        chatId: newId.chat(),
        name,
        mode: 'group',
        members: [...new Set(members)],
        bot: false,
      }
      world.putChat(chat)
      return chat
    },
    addBot: (chatId, byOpenId) => moveBot(chatId, byOpenId, true),
    removeBot: (chatId, byOpenId) => moveBot(chatId, byOpenId, false),
    addMember: (chatId, openId) => moveMember(chatId, openId, true),
    removeMember: (chatId, openId) => moveMember(chatId, openId, false),
    async says(openId, where, text, { mentionBot, replyTo } = {}) {
      const { chat, person } = placeOf(openId, where)
      const mention = chat.mode === 'group' && chat.bot && (mentionBot ?? true)
      const message = typedMessage({ world, chat, person, text, mentionBot: mention, botName, at: millis() })
      return bring({ ...message, ...(replyTo ? { parentId: replyTo } : {}) }, chat, person)
    },
    async sendsFile(openId, where, { name, bytes, kind = 'file' }, { replyTo } = {}) {
      const { chat, person } = placeOf(openId, where)
      const resource = world.resources.put(kind, name, bytes)
      const message = fileMessage(chat, person, resource, millis())
      return bring({ ...message, ...(replyTo ? { parentId: replyTo } : {}) }, chat, person)
    },
    resource(key) {
      const found = world.resources.get(key)
      const bytes = world.resources.bytes(key)
      return found && bytes && { name: found.name, bytes }
    },
    async clicks(openId, messageId, words, { form, nth, lax } = {}) {
      const { placed, entered } = findButton(find.message(messageId).card, words, nth)
      return act(openId, messageId, () => placed, {
        ...(form ? { form } : {}),
        ...(entered ? { entered } : {}),
        ...(lax ? { lax } : {}),
      })
    },
    ticks: (openId, messageId, textPrefix, checked) =>
      act(
        openId,
        messageId,
        (card) => findChecker(card, textPrefix),
        checked === undefined ? {} : { entered: checked },
      ),
    selects: (openId, messageId, name, option) =>
      act(openId, messageId, (card) => findField(card, name), { entered: option }),
    acts: (openId, messageId, path, deed = {}) => act(openId, messageId, (card) => findAt(card, path), deed),
    messages: (chatId) => world.messagesOf(chatId),
    privateChat: (openId) => world.privateChat(openId),
    privateMessages: (openId) => world.messagesOf(world.privateChat(openId).chatId),
    message: (messageId) => world.messages.get(messageId),
    async markRead(openId, messageId) {
      const message = find.message(messageId)
      const chat = find.chat(message.chatId)
      const person = find.member(openId, chat)
      if (message.readBy.some((mark) => mark.openId === openId)) return undefined
      world.putMessage({ ...message, readBy: [...message.readBy, { openId, at: millis() }] }, 'read')
      if (chat.mode === 'group' || message.sender.kind !== 'bot') return undefined
      return events.deliver(
        envelope('im.message.message_read_v1', readEvent(person, messageId, tenantKey, systemNow())),
      )
    },
    calls,
    pushes,
    faults,
    on(event, listener) {
      world.changes.on(event, listener)
      return () => void world.changes.off(event, listener)
    },
    redeliver: (eventId) => events.redeliver(eventId),
    push: (raw, push) => pusher.send(raw, push),
    envelope,
    revokeTokens: () => tokens.revoke(),
    tick: () => events.tick(),
    nextRedelivery: () => {
      const due = events.nextDue()
      return due === undefined ? undefined : new Date(due)
    },
  }
}
