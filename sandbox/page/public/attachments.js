import { h, icon } from './dom.js'
import { postFile } from './server.js'
import { notify, state } from './state.js'
import { showToast } from './toast.js'

/** @param {number} bytes */
const sizeOf = (bytes) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** A file or picture of a message, with a link to fetch it. @param {import('./state.js').Message} message */
export function fileBody(message) {
  const { resource } = message
  const name = resource?.name || '图片'
  return h(
    'a',
    { class: 'bubble file', href: `/sandbox/resource/${resource?.key}`, download: name },
    icon('file'),
    h(
      'span',
      { class: 'file-words' },
      h('span', { class: 'file-name' }, name),
      h('span', { class: 'sub' }, sizeOf(resource?.size ?? 0)),
    ),
  )
}

/** Makes the next message an answer to this one. @param {import('./state.js').Message} message */
export const replyButton = (message) =>
  h(
    'button',
    {
      type: 'button',
      class: 'reply-button',
      onclick: () => {
        state.replyTo = message.messageId
        notify('reply')
      },
    },
    '回复',
  )

/** The button that sends a file into the open chat. @param {() => string | undefined} takeReply */
export function attachButton(takeReply) {
  const picker = /** @type {HTMLInputElement} */ (
    h('input', { type: 'file', id: 'file', hidden: true, 'aria-label': '选择文件', tabindex: '-1' })
  )
  picker.addEventListener('change', async () => {
    const file = picker.files?.[0]
    picker.value = ''
    const chat = state.chats.get(state.open)
    if (!file || !chat) return
    const query = new URLSearchParams({ as: state.me, chatId: chat.chatId, name: file.name })
    if (/^image\/(png|jpeg|gif|webp|bmp)$/.test(file.type)) query.set('image', 'true')
    const replyTo = takeReply()
    if (replyTo) query.set('replyTo', replyTo)
    try {
      await postFile(`/sandbox/send-file?${query}`, file)
    } catch (error) {
      showToast({ type: 'error', content: `文件没有发出：${error instanceof Error ? error.message : error}` })
    }
  })
  return [
    picker,
    h(
      'button',
      {
        type: 'button',
        class: 'attach',
        'aria-label': '发送文件',
        title: '发送文件',
        onclick: () => picker.click(),
      },
      icon('attach', 18),
    ),
  ]
}
