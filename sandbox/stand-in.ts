import type { AddressInfo } from 'node:net'
import type { Platform } from './api/endpoint.ts'
import { replaceCard } from './api/messages.ts'
import { createApi, type RecordedCall } from './api/server.ts'
import { userIds } from './api/views.ts'
import { type ClickResult, readAnswer } from './callbacks.ts'
import { actionOf, type Deed, findAt, findButton, findChecker, findField } from './card/actions.ts'
import type { Entered } from './card/form-values.ts'
import type { Placed } from './card/tree.ts'
import { createCardTokens } from './card-tokens.ts'
import {
  fileMessage,
  membershipEvent,
  noteMessage,
  readEvent,
  receiveEvent,
  typedMessage,
} from './conversation.ts'
import { createEvents, envelopeMaker, eventIdOf, type RecordedPush } from './events.ts'
import { createFaults, type Faults } from './faults.ts'
import { newId } from './ids.ts'
import type { Fields } from './json.ts'
import { createPusher, type PushAnswer, type PushOptions } from './push.ts'
import { createRates } from './rates.ts'
import { createTenantTokens } from './tenant-tokens.ts'
import { type Change, type Chat, type Limits, type Message, type Person, platformLimits } from './types.ts'
import { openWorld } from './world.ts'

/** What a stand-in for the open platform is made of. */
export interface StandInOptions {
  appId: string
  appSecret: string
  encryptKey: string
  verificationToken: string
  tenantKey?: string
  /** Name under which the bot is mentioned; 「支部助手」 when left out. */
  botName?: string
  /** Where events and card callbacks are posted; asked anew for each push when it is a function. */
  webhookUrl?: string | (() => string)
  /** Business clock: times of messages, age of cards, `uuid` memory, redelivery. The system's when left out. */
  now?: () => Date
  /** System time in milliseconds: signatures, tokens, rate limits, ages of events. For tests. */
  systemNow?: () => number
  /** File in which people, chats and messages survive a restart. */
  journal?: string
  limits?: Partial<Limits>
}

/** Where somebody writes: a chat that they are in, or their private chat with the bot. */
export type Where = { chatId: string } | { private: true }

/** What became of a push that belongs to a message. */
export interface Delivered extends PushAnswer {
  messageId: string
  eventId: string
}

/** A local stand-in for the open platform: its HTTP for the bot, and its people for tests and the chat page. */
export interface StandIn {
  /** Starts the HTTP listener and answers its base address, without a slash at the end. */
  listen(port?: number, host?: string): Promise<string>
  close(): Promise<void>
  /** The bot's own open id. */
  readonly botOpenId: string
  readonly botName: string
  people(): Person[]
  chats(): Chat[]
  addPerson(person: { name: string; openId?: string }): Person
  addChat(chat: { name: string; members: string[] }): Chat
  /** Brings the bot into a group and pushes `im.chat.member.bot.added_v1`. */
  addBot(chatId: string, byOpenId: string): Promise<PushAnswer>
  removeBot(chatId: string, byOpenId: string): Promise<PushAnswer>
  /** A person joins or leaves a group; pushed when the bot is in it. */
  addMember(chatId: string, openId: string): Promise<PushAnswer>
  removeMember(chatId: string, openId: string): Promise<PushAnswer>
  /** Somebody writes; in a group the bot is mentioned unless `mentionBot` is false. Resolves with the webhook's answer. */
  says(
    openId: string,
    where: Where,
    text: string,
    options?: { mentionBot?: boolean; replyTo?: string },
  ): Promise<Delivered>
  /** Somebody sends a file or a picture; with `replyTo` as an answer to a message. */
  sendsFile(
    openId: string,
    where: Where,
    file: { name: string; bytes: Uint8Array; kind?: 'file' | 'image' },
    options?: { replyTo?: string },
  ): Promise<Delivered>
  /** The bytes of a file or picture that stands in a chat. */
  resource(key: string): { name: string; bytes: Uint8Array } | undefined
  /** Somebody presses the button with these words; entries of a form by name or label. */
  clicks(openId: string, messageId: string, words: string, options?: ClickOptions): Promise<ClickResult>
  /** Somebody ticks the checker whose text starts so; without `checked` its state is turned over. */
  ticks(openId: string, messageId: string, textPrefix: string, checked?: boolean): Promise<ClickResult>
  /** Somebody chooses in a select, date or overflow element outside forms, found by name or label. */
  selects(openId: string, messageId: string, name: string, option: string): Promise<ClickResult>
  /** Somebody uses the element at a dotted path of the card. */
  acts(openId: string, messageId: string, path: string, deed?: Deed): Promise<ClickResult>
  /** Messages of a chat, oldest first. */
  messages(chatId: string): Message[]
  /** A person's private chat with the bot; made when it is first asked for. */
  privateChat(openId: string): Chat
  /** Messages of a person's private chat with the bot. */
  privateMessages(openId: string): Message[]
  message(messageId: string): Message | undefined
  /** Somebody has read a message; pushed for private chats only, as on the platform. */
  markRead(openId: string, messageId: string): Promise<PushAnswer | undefined>
  /** The latest calls of the bot, and the latest pushes of events and callbacks. */
  readonly calls: readonly RecordedCall[]
  readonly pushes: readonly RecordedPush[]
  readonly faults: Faults
  /** Calls the listener after each change; answers how to stop that. */
  on(event: 'change', listener: (change: Change) => void): () => void
  redeliver(eventId: string): Promise<PushAnswer>
  /** Pushes any envelope, dressed as wished, without remembering it. */
  push(envelope: Fields, options?: PushOptions): Promise<PushAnswer>
  /** An envelope with this app's token and ids. */
  envelope(eventType: string, event: Fields): Fields
  /** Makes all tenant access tokens invalid. */
  revokeTokens(): void
  /** Delivers again what is due by the business clock; answers how many events. */
  tick(): Promise<number>
  nextRedelivery(): Date | undefined
}

/** Choices of a click. */
export interface ClickOptions {
  form?: Record<string, Entered>
  /** Which of several buttons with the same words, counted from 0. */
  nth?: number
  /** Sends a form although required fields are empty. */
  lax?: boolean
}

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

  const personOf = (openId: string): Person => {
    const person = world.people.get(openId)
    if (!person) throw new Error(`Nobody has the open id ${openId}`)
    return person
  }
  const chatOf = (chatId: string): Chat => {
    const chat = world.chats.get(chatId)
    if (!chat) throw new Error(`There is no chat ${chatId}`)
    return chat
  }
  const messageOf = (messageId: string): Message => {
    const message = world.messages.get(messageId)
    if (!message) throw new Error(`There is no message ${messageId}`)
    return message
  }
  const memberOf = (openId: string, chat: Chat): Person => {
    if (!chat.members.includes(openId)) throw new Error(`${personOf(openId).name} is not in ${chat.name}`)
    return personOf(openId)
  }
  const note = (chat: Chat, text: string): void => world.putMessage(noteMessage(chat, text, millis()))
  const findPerson = (nameOrId: string): string => {
    if (world.people.has(nameOrId)) return nameOrId
    const found = [...world.people.values()].filter(({ name }) => name === nameOrId)
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} people are called ${nameOrId}`)
    return found[0].openId
  }

  async function moveBot(chatId: string, byOpenId: string, inside: boolean): Promise<PushAnswer> {
    const by = personOf(byOpenId)
    const chat = { ...chatOf(chatId), bot: inside }
    world.putChat(chat)
    note(chat, inside ? `${by.name} 将 ${botName} 添加到群聊` : `${by.name} 将 ${botName} 移出群聊`)
    const type = `im.chat.member.bot.${inside ? 'added' : 'deleted'}_v1`
    return events.deliver(envelope(type, membershipEvent(chat, by, tenantKey)))
  }

  async function moveMember(chatId: string, openId: string, inside: boolean): Promise<PushAnswer> {
    const person = personOf(openId)
    const before = chatOf(chatId)
    const others = before.members.filter((member) => member !== openId)
    const chat = { ...before, members: inside ? [...others, openId] : others }
    world.putChat(chat)
    note(chat, inside ? `${person.name} 加入群聊` : `${person.name} 退出群聊`)
    if (!chat.bot) return { status: 0, body: '' }
    const type = `im.chat.member.user.${inside ? 'added' : 'deleted'}_v1`
    return events.deliver(envelope(type, membershipEvent(chat, person, tenantKey, [person])))
  }

  const placeOf = (openId: string, where: Where) => {
    const chat = 'private' in where ? world.privateChat(openId) : chatOf(where.chatId)
    return { chat, person: memberOf(openId, chat) }
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

  /** Sends the callback of a deed and shows its answer, as the client does. Never redelivered. */
  async function act(
    openId: string,
    messageId: string,
    find: (card: unknown) => Placed,
    deed: Deed,
  ): Promise<ClickResult> {
    const message = messageOf(messageId)
    const chat = chatOf(message.chatId)
    const person = memberOf(openId, chat)
    if (!message.card || message.recalled) throw new Error(`The message ${messageId} shows no card`)
    if (message.onlyFor && message.onlyFor !== openId)
      throw new Error(`${person.name} does not see this card`)
    const action = actionOf(message.card, find(message.card), deed, findPerson)
    const token = cardTokens.issue(messageId)
    const callback = envelope('card.action.trigger', {
      operator: { tenant_key: tenantKey, ...userIds(person) },
      token,
      action,
      host: 'im_message',
      context: { open_message_id: messageId, open_chat_id: chat.chatId },
    })
    const eventId = eventIdOf(callback)
    const answer = await pusher.send(callback)
    const { status, body: raw, failure } = answer
    remember(pushes, {
      eventId,
      eventType: 'card.action.trigger',
      attempt: 1,
      status,
      ...(failure ? { failure } : {}),
      at: millis(),
    })
    cardTokens.answered(token)
    const reading = readAnswer(answer, (id) => world.people.has(id) || id === world.bot.openId)
    if (reading.card) replaceCard(messageOf(messageId), reading.card, JSON.stringify(reading.card), platform)
    return { status, raw, messageId, eventId, ...reading }
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
      for (const openId of members) personOf(openId)
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
      const { placed, entered } = findButton(messageOf(messageId).card, words, nth)
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
      const message = messageOf(messageId)
      const chat = chatOf(message.chatId)
      const person = memberOf(openId, chat)
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
