import { attachButton } from './attachments.js'
import { commands } from './commands.js'
import { byId, h, icon } from './dom.js'
import { postJson } from './server.js'
import { summaryOf } from './side.js'
import { state } from './state.js'
import { showToast } from './toast.js'

/** Drafts by person and chat. @type {Map<string, string>} */
const drafts = new Map()
const draftKey = () => `${state.me} ${state.open}`
let mention = true
let highlighted = -1

/** @returns {HTMLTextAreaElement} */
const field = () => /** @type {HTMLTextAreaElement} */ (byId('say'))

async function send() {
  const text = field().value.trim()
  const chat = state.chats.get(state.open)
  if (!text || !chat) return
  const key = draftKey()
  field().value = ''
  drafts.delete(key)
  grow()
  suggest()
  const replyTo = takeReply()
  const body = {
    as: state.me,
    chatId: chat.chatId,
    text,
    mentionBot: chat.mode === 'group' && mention,
    ...(replyTo ? { replyTo } : {}),
  }
  mention = true
  drawChip()
  try {
    const { status, failure } = await postJson('/sandbox/say', body)
    if (chat.bot && status !== 200)
      showToast({
        type: 'warning',
        content:
          failure === 'timeout'
            ? '机器人没有在 3 秒内应答，平台稍后重新投递'
            : '机器人暂时没有应答，平台稍后重新投递',
      })
  } catch (error) {
    showToast({ type: 'error', content: `消息没有发出：${error instanceof Error ? error.message : error}` })
  }
}

/** The message that is answered; the next message answers none. */
function takeReply() {
  const replyTo = state.replyTo || undefined
  state.replyTo = ''
  drawReply()
  return replyTo
}

/** Draws which message is answered, with a way to answer none. */
export function drawReply() {
  const parent = state.chats.get(state.open)?.messages.find(({ messageId }) => messageId === state.replyTo)
  const drop = () => {
    takeReply()
    field().focus()
  }
  byId('replying').replaceChildren(
    ...(parent
      ? [
          h('span', { class: 'replying-words' }, `回复：${summaryOf(parent)}`),
          h(
            'button',
            { type: 'button', class: 'replying-drop', 'aria-label': '不回复', onclick: drop },
            icon('close', 12),
          ),
        ]
      : []),
  )
  if (parent) field().focus()
}

/** Draws the mention of the bot, which can be taken away. */
function drawChip() {
  const chat = state.chats.get(state.open)
  const group = chat?.mode === 'group' && chat.bot
  const remove = () => {
    mention = false
    drawChip()
    field().focus()
  }
  const add = () => {
    mention = true
    drawChip()
    field().focus()
  }
  const chip = mention
    ? h(
        'span',
        { class: 'chip' },
        `@${state.bot.name}`,
        h(
          'button',
          { type: 'button', 'aria-label': '不提醒机器人', title: '不提醒机器人', onclick: remove },
          icon('close', 12),
        ),
      )
    : h('button', { type: 'button', class: 'chip chip-off', onclick: add }, `@${state.bot.name}`)
  byId('mention').replaceChildren(...(group ? [chip] : []))
}

function grow() {
  const area = field()
  area.style.height = 'auto'
  area.style.height = `${Math.min(area.scrollHeight, 140)}px`
}

/** Commands that go on from what is typed. */
function matches() {
  const text = field().value.replace('／', '/')
  if (!text.startsWith('/') || text.includes('\n')) return []
  return commands.filter(([command]) => command?.startsWith(text) && command.trim() !== text.trim())
}

function suggest() {
  const found = matches()
  const list = byId('suggestions')
  if (highlighted >= found.length) highlighted = -1
  list.hidden = found.length === 0
  field().setAttribute('aria-expanded', String(found.length > 0))
  list.replaceChildren(
    ...found.map(([command = '', hint = ''], index) =>
      h(
        'button',
        {
          type: 'button',
          role: 'option',
          id: `suggestion-${index}`,
          tabindex: '-1',
          class: `suggestion${index === highlighted ? ' highlighted' : ''}`,
          'aria-selected': String(index === highlighted),
          onclick: () => choose(command),
        },
        h('span', { class: 'suggestion-command' }, command.trim()),
        h('span', { class: 'sub' }, hint),
      ),
    ),
  )
  if (highlighted >= 0) field().setAttribute('aria-activedescendant', `suggestion-${highlighted}`)
  else field().removeAttribute('aria-activedescendant')
  list.querySelector('.highlighted')?.scrollIntoView({ block: 'nearest' })
}

/** @param {string} command */
function choose(command) {
  field().value = command
  highlighted = -1
  field().focus()
  grow()
  suggest()
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  // Enter also ends a syllable in a Chinese input method; that must not send.
  if (event.isComposing) return
  const found = matches()
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step && found.length > 0) {
    event.preventDefault()
    highlighted = (highlighted + step + found.length + (highlighted < 0 && step < 0 ? 1 : 0)) % found.length
    suggest()
  } else if (event.key === 'Tab' && found.length > 0 && !event.shiftKey) {
    event.preventDefault()
    choose(found[Math.max(0, highlighted)]?.[0] ?? '')
  } else if (event.key === 'Escape') {
    byId('suggestions').hidden = true
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault()
    if (highlighted >= 0) choose(found[highlighted]?.[0] ?? '')
    else void send()
  }
}

/** Builds the composer once. */
export function setUpComposer() {
  const form = byId('composer')
  const onInput = () => {
    highlighted = -1
    drafts.set(draftKey(), field().value)
    grow()
    suggest()
  }
  form.replaceChildren(
    h('div', {
      class: 'suggestions',
      id: 'suggestions',
      role: 'listbox',
      'aria-label': '命令',
      hidden: true,
    }),
    h('div', { id: 'replying', class: 'replying sub' }),
    h(
      'div',
      { class: 'composer-box' },
      h('span', { id: 'mention', class: 'mention-slot' }),
      h('textarea', {
        id: 'say',
        rows: '1',
        maxlength: '5000',
        'aria-label': '消息',
        'aria-controls': 'suggestions',
        'aria-autocomplete': 'list',
        'aria-expanded': 'false',
        role: 'combobox',
        oninput: onInput,
        onkeydown: onKey,
      }),
      ...attachButton(takeReply),
      h('button', { type: 'submit', class: 'send', 'aria-label': '发送' }, icon('send', 18)),
    ),
    h('div', { class: 'composer-hint sub' }, '回车发送，Shift+回车换行，输入 / 查看命令'),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
}

/** Shows the draft of the person in the open chat. */
export function drawComposer() {
  const chat = state.chats.get(state.open)
  mention = true
  drawChip()
  drawReply()
  field().value = drafts.get(draftKey()) ?? ''
  field().placeholder = chat ? `发给 ${chat.mode === 'p2p' ? state.bot.name : chat.name}` : ''
  field().disabled = !chat
  grow()
  suggest()
}
