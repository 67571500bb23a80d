/**
 * Makes an element. Strings among the children become text nodes, so nothing that people wrote is ever read as HTML.
 * @param {string} tag
 * @param {Record<string, unknown> | null} [props] attributes; `class`, `on…` listeners and booleans included
 * @param {...(Node | string | null | undefined | false | (Node | string | null | undefined | false)[])} children
 * @returns {HTMLElement}
 */
export function h(tag, props, ...children) {
  const element = document.createElement(tag)
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue
    if (key.startsWith('on'))
      element.addEventListener(key.slice(2).toLowerCase(), /** @type {EventListener} */ (value))
    else if (key === 'value') /** @type {HTMLInputElement} */ (element).value = String(value)
    else element.setAttribute(key === 'className' ? 'class' : key, value === true ? '' : String(value))
  }
  element.append(
    ...children
      .flat()
      .filter((child) => child || child === '')
      .map((child) => /** @type {Node} */ (child)),
  )
  return element
}

/**
 * Makes an SVG element.
 * @param {string} tag
 * @param {Record<string, string | number>} props
 * @param {...(Node | string)} children
 */
export function svg(tag, props, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, String(value))
  element.append(...children)
  return element
}

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

const icons = {
  menu: 'M4 6h16M4 12h16M4 18h16',
  clock: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  down: 'm6 9 6 6 6-6',
  left: 'm15 6-6 6 6 6',
  right: 'm9 6 6 6-6 6',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  attach: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.4a1.6 1.6 0 0 1-2.3-2.3l7.6-7.6',
  file: 'M14 3H6.5A1.5 1.5 0 0 0 5 4.5v15A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 1.5-1.5V8zM14 3v5h5',
  send: 'M4 12 20 4l-5 16-3.5-6.5L4 12z',
  group:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.4a3.4 3.4 0 0 1 0 6.3M17.5 14.3c2.4.7 4 2.8 4 5.7',
  info: 'M12 8h.01M12 11.5V16M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  warning:
    'M12 8.5V13M12 16.5h.01M10.4 4 2.8 17.5A1.8 1.8 0 0 0 4.4 20h15.2a1.8 1.8 0 0 0 1.6-2.5L13.6 4a1.8 1.8 0 0 0-3.2 0z',
}

/**
 * A line icon.
 * @param {keyof typeof icons} name
 * @param {number} [size]
 */
export function icon(name, size = 20) {
  const path = svg('path', { d: icons[name] })
  return svg(
    'svg',
    { viewBox: '0 0 24 24', width: size, height: size, class: `icon icon-${name}`, 'aria-hidden': 'true' },
    path,
  )
}

const avatarColours = 10

/**
 * A person's or group's round picture: the last characters of the name on a colour that stays the same.
 * @param {string} name
 * @param {string} [size] `small`, `medium` or `tiny`
 */
export function avatar(name, size = 'medium') {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  const letters = [...name]
  const shown = size === 'tiny' ? letters.slice(-1) : letters.slice(-2)
  return h(
    'span',
    { class: `avatar avatar-${size} avatar-${sum % avatarColours}`, 'aria-hidden': 'true' },
    shown.join(''),
  )
}

/** Moves the focus, when there is something to take it. @param {Element | null | undefined} element */
export const focusOn = (element) => element instanceof HTMLElement && element.focus()

/** The bot's picture. @param {string} [size] */
export const botAvatar = (size = 'medium') =>
  h('img', { class: `avatar avatar-${size} avatar-bot`, src: '/sandbox/files/icon.svg', alt: '' })

/** A group's picture: the first characters of its name. @param {string} name */
export function groupAvatar(name) {
  const node = avatar(name)
  node.textContent = [...name].slice(0, 2).join('')
  node.classList.add('avatar-group')
  return node
}

/**
 * Closes something when the person clicks elsewhere or presses Escape.
 * @param {HTMLElement} box the element that stays open while it is used
 * @param {() => void} close
 * @returns {() => void} stops listening
 */
export function whenLeft(box, close) {
  const controller = new AbortController()
  const leave = () => {
    controller.abort()
    close()
  }
  const { signal } = controller
  addEventListener('pointerdown', (event) => box.contains(/** @type {Node} */ (event.target)) || leave(), {
    signal,
  })
  addEventListener('keydown', (event) => event.key === 'Escape' && leave(), { signal })
  return () => controller.abort()
}
