import { byId, h, icon } from './dom.js'

const icons = /** @type {const} */ ({ success: 'check', info: 'info', warning: 'warning', error: 'close' })

/** Shows a short note at the top. @param {{ type: 'success' | 'info' | 'warning' | 'error', content: string }} toast */
export function showToast({ type, content }) {
  const box = h(
    'div',
    { class: `toast toast-${type}` },
    h('span', { class: 'toast-icon' }, icon(icons[type], 16)),
    content,
  )
  byId('toasts').append(box)
  setTimeout(() => box.remove(), Math.max(3000, content.length * 120))
}

/**
 * Asks for a confirmation.
 * @param {string} title @param {string} [text]
 * @returns {Promise<boolean>}
 */
export function confirmWith(title, text) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('dialog'))
  return new Promise((resolve) => {
    const close = (/** @type {boolean} */ yes) => () => {
      dialog.close()
      resolve(yes)
    }
    const yes = h(
      'button',
      { type: 'button', class: 'button button-primary_filled', onclick: close(true) },
      '确定',
    )
    const no = h('button', { type: 'button', class: 'button', onclick: close(false) }, '返回')
    dialog.replaceChildren(
      h('h2', { id: 'dialog-title' }, title),
      text ? h('p', null, text) : '',
      h('div', { class: 'dialog-buttons' }, no, yes),
    )
    dialog.oncancel = () => resolve(false)
    dialog.showModal()
    yes.focus()
  })
}
