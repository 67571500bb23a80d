import { byId, h } from './dom.js'
import { postJson } from './server.js'
import { now, openChat, setClock, state } from './state.js'
import { clockOf, dateOf, dayOf, timeOf, weekdayOf } from './time.js'
import { showToast } from './toast.js'

const hour = 3_600_000
/** What was sent in the last moves, newest move first. @type {{ label: string, sent: any[] }[]} */
let moves = []

/** @param {{ by?: number, to?: string }} how @param {string} label */
async function move(how, label) {
  try {
    const result = await postJson('/sandbox/clock', how)
    setClock(result)
    moves = [{ label: `${label} → ${dayOf(now())} ${timeOf(now())}`, sent: result.sent }, ...moves].slice(
      0,
      8,
    )
  } catch (error) {
    showToast({ type: 'error', content: error instanceof Error ? error.message : String(error) })
  }
  drawClock()
}

/** @param {{ label: string, sent: any[] }} step */
function moveView({ label, sent }) {
  const mine = (/** @type {string} */ chatId) => state.chats.get(chatId)?.members.includes(state.me)
  const line = (/** @type {any} */ item) => {
    const chat = state.chats.get(item.chatId)
    const to = chat?.mode === 'p2p' ? `私聊 ${item.to}` : item.to
    const words = [
      h('span', { class: 'sent-time' }, `${dayOf(item.at)} ${timeOf(item.at)}`),
      h('span', { class: 'sent-to' }, to),
      h('span', { class: 'sent-title' }, item.title),
    ]
    return h(
      'li',
      null,
      mine(item.chatId)
        ? h('button', { type: 'button', class: 'sent', onclick: () => openChat(item.chatId) }, ...words)
        : h('div', { class: 'sent' }, ...words),
    )
  }
  return h(
    'section',
    { class: 'move' },
    h('h3', null, label),
    sent.length > 0 ? h('ul', null, sent.map(line)) : h('p', { class: 'sub' }, '期间没有发出消息'),
  )
}

/** Draws the clock panel. */
export function drawClock() {
  const { nextDue, moving } = state.clock
  const at = now()
  const button = (
    /** @type {string} */ words,
    /** @type {() => void} */ onclick,
    /** @type {boolean} */ off = false,
  ) => h('button', { type: 'button', class: 'button', disabled: moving || off, onclick }, words)
  byId('clock').replaceChildren(
    h(
      'div',
      { class: 'clock-face' },
      h('h2', null, '时钟'),
      h('div', { class: 'clock-time', id: 'clock-time' }, clockOf(at)),
      h('div', { class: 'clock-day', id: 'clock-day' }, `${dateOf(at)} ${weekdayOf(at)}`),
      h('div', { class: 'sub' }, '北京时间，可以向前拨动'),
      h(
        'div',
        { class: 'clock-buttons' },
        button('+1 小时', () => void move({ by: hour }, '+1 小时')),
        button('+1 天', () => void move({ by: 24 * hour }, '+1 天')),
        button(
          '到下一个到期时刻',
          () => nextDue && void move({ to: new Date(nextDue).toISOString() }, '到期时刻'),
          !nextDue || nextDue <= at,
        ),
      ),
      h(
        'div',
        { class: 'clock-next' },
        moving
          ? '正在走……'
          : nextDue
            ? `下一个到期：${dayOf(nextDue)} ${weekdayOf(nextDue)} ${timeOf(nextDue)}`
            : '目前没有待到期的事项',
      ),
    ),
    h(
      'div',
      { class: 'moves' },
      h('h2', null, '拨动期间发出的消息'),
      moves.length > 0
        ? moves.map(moveView)
        : h('p', { class: 'sub' }, '拨动时钟后，这里列出机器人发出的提醒和通知'),
    ),
  )
}

/** Moves the hands each second without drawing the rest. */
export function tickClock() {
  const at = now()
  const time = document.getElementById('clock-time')
  const day = document.getElementById('clock-day')
  if (time) time.textContent = clockOf(at)
  if (day) day.textContent = `${dateOf(at)} ${weekdayOf(at)}`
}
