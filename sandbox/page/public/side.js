import { avatar, botAvatar, byId, focusOn, groupAvatar, h, icon, whenLeft } from './dom.js'
import { actAs, myChats, nameOf, now, openChat, state, unread, visible } from './state.js'
import { dayOf, isoDayOf, timeOf } from './time.js'

/** @param {import('./state.js').Message} message */
const fileWords = ({ resource }) => (resource ? `[文件] ${resource.name || '图片'}` : '')

/** Words of a message in the list. @param {import('./state.js').Message} message */
export function summaryOf(message) {
  if (message.recalled) return '消息已撤回'
  return (
    message.card?.config?.summary?.content ||
    message.card?.header?.title?.content ||
    message.text ||
    fileWords(message)
  )
}

/** @param {import('./state.js').Chat} chat */
const titleOf = (chat) => (chat.mode === 'p2p' ? state.bot.name : chat.name)

/** @param {import('./state.js').Chat} chat */
function chatItem(chat) {
  const last = chat.messages.filter(visible).at(-1)
  const count = chat.chatId === state.open ? 0 : unread(chat).length
  const at = last
    ? isoDayOf(last.createdAt) === isoDayOf(now())
      ? timeOf(last.createdAt)
      : dayOf(last.createdAt)
    : ''
  const who = last?.sender.kind === 'person' && chat.mode === 'group' ? `${nameOf(last.sender.openId)}：` : ''
  const badge =
    count > 0
      ? h('span', { class: 'badge', 'aria-label': `${count} 条未读` }, count > 99 ? '99+' : String(count))
      : null
  return h(
    'button',
    {
      type: 'button',
      class: `chat-item${chat.chatId === state.open ? ' current' : ''}`,
      'aria-current': chat.chatId === state.open ? 'true' : null,
      'data-chat': chat.chatId,
      onclick: () => openChat(chat.chatId),
    },
    chat.mode === 'p2p' ? botAvatar() : groupAvatar(chat.name),
    h(
      'span',
      { class: 'chat-item-body' },
      h(
        'span',
        { class: 'chat-item-line' },
        h('span', { class: 'chat-item-name' }, titleOf(chat)),
        h('time', null, at),
      ),
      h(
        'span',
        { class: 'chat-item-line' },
        h(
          'span',
          { class: 'chat-item-last' },
          last ? who + summaryOf(last) : chat.mode === 'p2p' ? '与机器人私聊' : '暂无消息',
        ),
        badge,
      ),
    ),
  )
}

/** Draws the list of chats. */
export function drawChats() {
  byId('chats').replaceChildren(...myChats().map(chatItem))
  const total = myChats().reduce(
    (sum, chat) => sum + (chat.chatId === state.open ? 0 : unread(chat).length),
    0,
  )
  byId('show-side').classList.toggle('dotted', total > 0)
}

/** People by the first group in which they are. @returns {[string, string[]][]} */
function byGroup() {
  const groups = [...state.chats.values()].filter(({ mode }) => mode === 'group')
  const placed = new Set()
  const lists = groups.map((group) => {
    const members = group.members.filter((openId) => state.people.has(openId) && !placed.has(openId))
    for (const openId of members) placed.add(openId)
    return /** @type {[string, string[]]} */ ([group.name, members])
  })
  const rest = [...state.people.keys()].filter((openId) => !placed.has(openId))
  return [...lists, /** @type {[string, string[]]} */ (['其他人员', rest])].filter(
    ([, members]) => members.length > 0,
  )
}

/** Draws the button that shows as whom one acts; it opens the list of people. */
export function drawSwitcher() {
  const name = nameOf(state.me)
  const place = byGroup().find(([, members]) => members.includes(state.me))?.[0] ?? ''
  const box = byId('switcher')
  const button = h(
    'button',
    {
      type: 'button',
      class: 'switcher-button',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-labelledby': 'as-label as-name',
      onclick: () => (box.querySelector('.people') ? close() : open()),
    },
    state.me ? avatar(name) : '',
    h(
      'span',
      { class: 'switcher-name' },
      h('strong', { id: 'as-name' }, state.me ? name : '尚无人员'),
      h('span', { class: 'sub' }, place),
    ),
    icon('down', 16),
  )
  let stop = () => {}
  const close = () => {
    stop()
    box.querySelector('.people')?.remove()
    button.setAttribute('aria-expanded', 'false')
  }
  const open = () => {
    const list = h(
      'div',
      { class: 'people', role: 'listbox', 'aria-label': '人员' },
      byGroup().map(([group, members]) =>
        h(
          'div',
          { class: 'people-group', role: 'group', 'aria-label': group },
          h('div', { class: 'people-title' }, group),
          members.map((openId) => person(openId, close)),
        ),
      ),
    )
    box.append(list)
    button.setAttribute('aria-expanded', 'true')
    stop = whenLeft(box, close)
    focusOn(list.querySelector('[aria-selected="true"]'))
  }
  box.replaceChildren(button)
}

/** @param {string} openId @param {() => void} close */
function person(openId, close) {
  const mine = openId === state.me
  const choose = () => {
    close()
    actAs(openId)
    focusOn(document.querySelector('.switcher-button'))
  }
  return h(
    'button',
    {
      type: 'button',
      class: 'person-item',
      role: 'option',
      'aria-selected': String(mine),
      'data-person': openId,
      onclick: choose,
    },
    avatar(nameOf(openId), 'small'),
    h('span', null, nameOf(openId)),
    mine ? icon('check', 16) : null,
  )
}
