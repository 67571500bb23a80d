import { getJson, postJson } from './server.js'

/**
 * @typedef {{ openId: string, name: string }} Person
 * @typedef {{ messageId: string, chatId: string, sender: { kind: 'bot' | 'person' | 'system', openId?: string },
 *   msgType: string, card?: Record<string, any>, text?: string, mentions: { key: string, name: string, isBot: boolean }[],
 *   createdAt: number, updatedAt: number, updates: number, recalled: boolean, readBy: string[], parentId?: string,
 *   onlyFor?: string, urgentFor: string[], resource?: { key: string, name: string, size: number } }} Message
 * @typedef {{ chatId: string, name: string, mode: 'group' | 'p2p', members: string[], bot: boolean, earlier: boolean,
 *   messages: Message[] }} Chat
 */

/** Everything the page knows. One object, changed in place; `notify` tells the parts that draw it. */
export const state = {
  bot: { openId: '', name: '支部助手' },
  /** @type {Map<string, Person>} */
  people: new Map(),
  /** @type {Map<string, Chat>} */
  chats: new Map(),
  /** Open id of the person as whom one acts. */
  me: '',
  /** Id of the open chat. */
  open: '',
  /** Id of the message that the next one answers. */
  replyTo: '',
  clock: { ahead: 0, nextDue: /** @type {number | null} */ (null), moving: false },
}

/** The business clock, in milliseconds. */
export const now = () => Date.now() + state.clock.ahead

/** @type {Set<(what: string, detail?: any) => void>} */
const listeners = new Set()

/** Calls back after each change: `world`, `message`, `me`, `open`, `clock`. @param {(what: string, detail?: any) => void} listener */
export const subscribe = (listener) => listeners.add(listener)

/** @param {string} what @param {unknown} [detail] */
export const notify = (what, detail) => {
  for (const listener of listeners) listener(what, detail)
}

/** The name of whoever has this id. @param {string | undefined} openId */
export const nameOf = (openId) =>
  openId === state.bot.openId ? state.bot.name : (state.people.get(openId ?? '')?.name ?? '未知人员')

/** The chats of the person as whom one acts: the private chat first, then the groups. */
export const myChats = () =>
  [...state.chats.values()]
    .filter(({ members }) => members.includes(state.me))
    .sort((a, b) => Number(a.mode === 'group') - Number(b.mode === 'group'))

/** Whether the person sees the message. @param {Message} message */
export const visible = (message) => !message.onlyFor || message.onlyFor === state.me

/** @param {Chat} chat */
export const unread = (chat) =>
  chat.messages.filter(
    (message) =>
      visible(message) &&
      !message.recalled &&
      message.sender.kind !== 'system' &&
      message.sender.openId !== state.me &&
      !message.readBy.includes(state.me),
  )

/** @param {{ now: string, nextDue: string | null }} clock */
export function setClock(clock) {
  state.clock.ahead = Date.parse(clock.now) - Date.now()
  state.clock.nextDue = clock.nextDue ? Date.parse(clock.nextDue) : null
  notify('clock')
}

/** Fetches everything anew. */
export async function load() {
  const world = await getJson('/sandbox/state')
  state.bot = world.bot
  state.people = new Map(world.people.map((/** @type {Person} */ person) => [person.openId, person]))
  state.chats = new Map(world.chats.map((/** @type {Chat} */ chat) => [chat.chatId, chat]))
  if (!state.people.has(state.me)) state.me = firstPerson()
  if (!myChats().some(({ chatId }) => chatId === state.open)) state.open = firstChat()
  setClock(world.clock)
  notify('world')
}

/** The branch's secretary is the one whom a visitor wants to be: the first member of the largest group. */
function firstPerson() {
  const remembered = sessionStorage.getItem('me')
  if (remembered && state.people.has(remembered)) return remembered
  const groups = [...state.chats.values()].filter(({ mode }) => mode === 'group')
  const [largest] = groups.sort((a, b) => b.members.length - a.members.length)
  return largest?.members[0] ?? [...state.people.keys()][0] ?? ''
}

function firstChat() {
  const remembered = sessionStorage.getItem('open')
  const chats = myChats()
  const found =
    chats.find(({ chatId }) => chatId === remembered) ?? chats.find(({ mode }) => mode === 'group')
  return (found ?? chats[0])?.chatId ?? ''
}

/** Acts as somebody else from now on. @param {string} openId */
export function actAs(openId) {
  state.me = openId
  state.replyTo = ''
  sessionStorage.setItem('me', openId)
  if (!myChats().some(({ chatId }) => chatId === state.open)) state.open = firstChat()
  notify('me')
}

/** Opens a chat. @param {string} chatId */
export function openChat(chatId) {
  state.open = chatId
  state.replyTo = ''
  sessionStorage.setItem('open', chatId)
  notify('open')
}

/** Takes a new or changed message in. @param {Message & { onlyRead?: boolean }} message */
export function takeMessage(message) {
  const chat = state.chats.get(message.chatId)
  if (!chat) return void load()
  const index = chat.messages.findIndex(({ messageId }) => messageId === message.messageId)
  const before = chat.messages[index]
  if (index >= 0) chat.messages[index] = message
  else chat.messages.push(message)
  const changed = before
    ? before.updates !== message.updates ||
      before.recalled !== message.recalled ||
      before.urgentFor.length !== message.urgentFor.length
    : true
  notify('message', { message, fresh: !before, changed })
}

/** Tells the platform that the person has read what is on the screen. */
export function markRead() {
  const chat = state.chats.get(state.open)
  const ids = chat ? unread(chat).map(({ messageId }) => messageId) : []
  if (ids.length === 0 || !state.me || document.hidden) return
  const as = state.me
  for (const message of chat?.messages ?? []) if (ids.includes(message.messageId)) message.readBy.push(as)
  void postJson('/sandbox/read', { as, messageIds: ids.slice(-500) })
}
