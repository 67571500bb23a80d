import { fileBody, replyButton } from './attachments.js'
import { renderCard } from './card/render.js'
import { avatar, botAvatar, byId, focusOn, h } from './dom.js'
import { getJson } from './server.js'
import { summaryOf } from './side.js'
import { markRead, nameOf, now, state, visible } from './state.js'
import { isoDayOf, momentOf, timeOf } from './time.js'

const pause = 5 * 60_000
/** Drawn messages by id. @type {Map<string, HTMLElement>} */
const drawn = new Map()

/** Text with its mentions in blue. @param {import('./state.js').Message} message */
function textBody(message) {
  const names = message.mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length)
  const rest = /** @type {(string | Node)[]} */ ([])
  let text = message.text ?? ''
  while (text) {
    const places = names.map((name) => ({ name, at: text.indexOf(name) })).filter(({ at }) => at >= 0)
    const first = places.sort((a, b) => a.at - b.at)[0]
    if (!first) break
    rest.push(text.slice(0, first.at), h('span', { class: 'mention' }, first.name))
    text = text.slice(first.at + first.name.length)
  }
  return h('div', { class: 'bubble' }, ...rest, text)
}

/** @param {import('./state.js').Message} message */
function quoteOf(message) {
  const parent =
    message.parentId &&
    state.chats.get(message.chatId)?.messages.find(({ messageId }) => messageId === message.parentId)
  if (!parent) return null
  const words = parent.recalled ? '消息已撤回' : summaryOf(parent)
  const who = parent.sender.kind === 'bot' ? state.bot.name : nameOf(parent.sender.openId)
  return h('div', { class: 'quote' }, `回复 ${who}：${words}`)
}

/** @param {import('./state.js').Message} message */
function marksOf(message) {
  return [
    message.onlyFor ? h('span', { class: 'mark' }, '仅你可见') : null,
    message.urgentFor.includes(state.me) ? h('span', { class: 'mark mark-urgent' }, '加急') : null,
  ]
}

/** @param {import('./state.js').Message} message */
function drawMessage(message) {
  if (message.sender.kind === 'system')
    return h('div', { class: 'note', 'data-message': message.messageId }, message.text ?? '')
  const bot = message.sender.kind === 'bot'
  const mine = message.sender.openId === state.me
  const name = bot ? state.bot.name : nameOf(message.sender.openId)
  const body = message.recalled
    ? h('div', { class: 'recalled' }, '消息已撤回')
    : message.card
      ? renderCard(message)
      : message.resource
        ? fileBody(message)
        : textBody(message)
  return h(
    'article',
    {
      class: `message${mine ? ' mine' : ''}${message.card ? ' with-card' : ''}`,
      'data-message': message.messageId,
      'aria-label': `${name} ${timeOf(message.createdAt)}`,
    },
    bot ? botAvatar() : avatar(name),
    h(
      'div',
      { class: 'message-body' },
      h(
        'div',
        { class: 'message-head' },
        h('span', { class: 'message-name' }, name),
        bot ? h('span', { class: 'robot' }, '机器人') : null,
        h('time', null, timeOf(message.createdAt)),
        ...marksOf(message),
        replyButton(message),
      ),
      quoteOf(message),
      body,
    ),
  )
}

/** A line with day and time before a message that comes after a pause. @param {import('./state.js').Message} message @param {import('./state.js').Message | undefined} before */
function divider(message, before) {
  const near =
    before &&
    message.createdAt - before.createdAt < pause &&
    isoDayOf(before.createdAt) === isoDayOf(message.createdAt)
  return near ? null : h('div', { class: 'moment' }, momentOf(message.createdAt, now()))
}

const box = () => byId('messages')
const atEnd = () => box().scrollHeight - box().scrollTop - box().clientHeight < 120

/** Goes to the newest message. */
export function toLatest() {
  box().scrollTop = box().scrollHeight
  byId('to-latest').hidden = true
}

/** An answer longer than the window is read from its beginning. @param {import('./state.js').Message} message */
function fromItsTop(message) {
  const node = drawn.get(message.messageId)
  if (!node || node.offsetHeight <= box().clientHeight) return
  box().scrollTop += node.getBoundingClientRect().top - box().getBoundingClientRect().top
  byId('to-latest').hidden = true
}

/** Draws the open chat from the start. */
export function drawChat() {
  const chat = state.chats.get(state.open)
  drawn.clear()
  byId('chat-name').textContent = chat ? (chat.mode === 'p2p' ? state.bot.name : chat.name) : ''
  byId('chat-members').textContent =
    chat?.mode === 'group'
      ? `${chat.members.length} 人${chat.bot ? '' : ' · 机器人不在群内'}`
      : chat
        ? '私聊'
        : ''
  const nodes = /** @type {Node[]} */ ([])
  const shown = (chat?.messages ?? []).filter(visible)
  if (chat?.earlier)
    nodes.push(
      h(
        'button',
        { type: 'button', class: 'earlier', onclick: () => void loadEarlier(chat) },
        '查看更早的消息',
      ),
    )
  if (shown.length === 0)
    nodes.push(h('div', { class: 'empty' }, chat ? emptyWords(chat) : '正在准备演示数据'))
  for (const [index, message] of shown.entries()) nodes.push(...place(message, shown[index - 1]))
  box().replaceChildren(...nodes)
  toLatest()
  markRead()
}

/** @param {import('./state.js').Chat} chat */
const emptyWords = (chat) =>
  chat.mode === 'p2p' ? '给支部助手发一条消息试试，例如 /帮助' : '这个群里还没有消息'

/** @param {import('./state.js').Message} message @param {import('./state.js').Message | undefined} before */
function place(message, before) {
  const line = divider(message, before)
  const node = drawMessage(message)
  drawn.set(message.messageId, node)
  return line ? [line, node] : [node]
}

/** @param {import('./state.js').Chat} chat */
async function loadEarlier(chat) {
  const first = chat.messages[0]
  if (!first) return
  const { messages, earlier } = await getJson(
    `/sandbox/earlier?chatId=${chat.chatId}&before=${first.messageId}`,
  )
  chat.messages.unshift(...messages)
  chat.earlier = earlier
  const height = box().scrollHeight
  drawChat()
  box().scrollTop = box().scrollHeight - height
}

/**
 * Draws one new or changed message.
 * @param {{ message: import('./state.js').Message, fresh: boolean, changed: boolean }} change
 */
export function drawChange({ message, fresh, changed }) {
  if (message.chatId !== state.open || !visible(message)) return
  const stay = atEnd()
  const old = drawn.get(message.messageId)
  const mine = message.sender.openId === state.me
  if (fresh || !old) {
    const shown = (state.chats.get(state.open)?.messages ?? []).filter(visible)
    box().querySelector('.empty')?.remove()
    const nodes = place(message, shown[shown.indexOf(message) - 1])
    box().append(...nodes)
    for (const node of nodes) node.classList.add('arrived')
  } else if (changed) {
    redraw(message, old)
  }
  if (stay || mine) toLatest()
  else if (fresh) byId('to-latest').hidden = false
  if (stay && fresh && !mine) fromItsTop(message)
  markRead()
}

/** Replaces a drawn message, keeping the focus where it was. @param {import('./state.js').Message} message @param {HTMLElement} old */
function redraw(message, old) {
  const focused = old.contains(document.activeElement)
    ? document.activeElement?.getAttribute('data-path')
    : null
  const node = drawMessage(message)
  node.classList.add('updated')
  old.replaceWith(node)
  drawn.set(message.messageId, node)
  if (focused) focusOn(node.querySelector(`[data-path="${focused}"]`))
}

/** Draws a message of the open chat again without marking it as updated. @param {string} messageId */
export function refresh(messageId) {
  const old = drawn.get(messageId)
  const message = state.chats.get(state.open)?.messages.find((other) => other.messageId === messageId)
  if (!old || !message) return
  redraw(message, old)
  drawn.get(messageId)?.classList.remove('updated')
}
