import { postJson } from '../server.js'
import { state } from '../state.js'
import { confirmWith, showToast } from '../toast.js'

/** Messages whose callback has not been answered yet. @type {Set<string>} */
export const answering = new Set()

/** Words of the client for an unusable answer. @type {Record<number, string>} */
const troubles = {
  200340: '应用没有配置回调地址',
  200341: '机器人没有在 3 秒内应答',
  200671: '机器人应答失败',
  200672: '机器人应答的格式不对',
  200673: '机器人返回的卡片不合规范',
}

/**
 * Sends what the person did to an element, shows it as loading meanwhile and shows the toast that comes back.
 * @param {Record<string, any>} element
 * @param {import('./render.js').Place} place
 * @param {HTMLElement} node
 * @param {{ form?: Record<string, unknown>, entered?: unknown }} deed
 * @param {() => void} [done] called after the bot has taken it
 */
export async function act(element, place, node, deed, done) {
  if (node.classList.contains('loading')) return
  if (
    element.confirm &&
    !(await confirmWith(element.confirm.title?.content ?? '', element.confirm.text?.content))
  )
    return
  const { messageId } = place.message
  node.classList.add('loading')
  node.setAttribute('aria-busy', 'true')
  answering.add(messageId)
  try {
    const body = { as: state.me, messageId, path: place.path, ...deed }
    const { toast, error } = await postJson('/sandbox/click', body)
    if (toast) showToast(toast)
    if (error)
      showToast({
        type: 'error',
        content: `${troubles[error.code] ?? '出错了，请稍后重试'}（${error.code}）`,
      })
    if (!error && toast?.type !== 'error' && toast?.type !== 'warning') done?.()
  } catch (error) {
    showToast({ type: 'error', content: `没有成功：${error instanceof Error ? error.message : error}` })
  } finally {
    answering.delete(messageId)
    node.classList.remove('loading')
    node.removeAttribute('aria-busy')
  }
}
