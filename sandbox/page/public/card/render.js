import { h, icon, whenLeft } from '../dom.js'
import { act, answering } from './act.js'
import { drawChart } from './chart.js'
import { fieldElements } from './fields.js'
import { markdown } from './markdown.js'
import { forget, formEntries, opened } from './memory.js'
import { personChip } from './person.js'
import { drawTable } from './table.js'

/**
 * Where an element stands: its message, its dotted path in the card and the form around it.
 * @typedef {{ message: import('../state.js').Message, path: string, caption?: string, form?: { path: string, node: HTMLElement } }} Place
 * @typedef {Record<string, any>} Element
 */

const distances = /** @type {Record<string, string>} */ ({
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
})
/** @param {unknown} value */
const distance = (value) => (typeof value === 'string' ? (distances[value] ?? value) : undefined)
const horizontals = /** @type {Record<string, string>} */ ({
  left: 'flex-start',
  center: 'center',
  right: 'flex-end',
})
const verticals = /** @type {Record<string, string>} */ ({
  top: 'flex-start',
  center: 'center',
  bottom: 'flex-end',
})

/** Lays children out as the container's own properties say. @param {HTMLElement} node @param {Element} element */
function layOut(node, element) {
  node.classList.add('flow')
  const across = element.direction === 'horizontal'
  if (across) node.classList.add('flow-across')
  node.style.gap = distance(across ? element.horizontal_spacing : element.vertical_spacing) ?? '8px'
  if (element.padding)
    node.style.padding = element.padding.replace(/(\d)(?= |$)/g, '$1px').replaceAll('pxpx', 'px')
  const [main, cross] = across ? ['justifyContent', 'alignItems'] : ['alignItems', 'justifyContent']
  if (element.horizontal_align && element.horizontal_align !== 'left')
    node.style[/** @type {any} */ (main)] = horizontals[element.horizontal_align] ?? ''
  if (element.vertical_align) node.style[/** @type {any} */ (cross)] = verticals[element.vertical_align] ?? ''
  return node
}

/** A text object. @param {Element | undefined} text @param {string} [tag] */
export function words(text, tag = 'span') {
  if (!text) return null
  const node = h(
    tag,
    { class: `text${sizeClass(text.text_size)}` },
    text.tag === 'lark_md' ? markdown(text.content ?? '') : (text.content ?? ''),
  )
  if (text.text_color) node.classList.add(`ink-${text.text_color.split('-')[0]}`)
  if (text.text_align) node.style.textAlign = text.text_align
  return node
}

/** @param {string | undefined} size */
const sizeClass = (size) => (size ? ` size-${size.replace(/_/g, '-')}` : '')

/** @param {Element[]} elements @param {Place} place @param {string} [key] */
const children = (elements, place, key = 'elements') =>
  (elements ?? []).map((element, index) => {
    const before = elements[index - 1]
    const caption = before?.tag === 'div' ? before.text?.content : undefined
    return draw(element, { ...place, path: `${place.path}.${key}.${index}`, caption })
  })

/** @param {Element} element @param {Place} place */
function button(element, place) {
  const type = element.type ?? 'default'
  const node = /** @type {HTMLButtonElement} */ (
    h(
      'button',
      {
        type: 'button',
        class: `button button-${type} button-${element.size ?? 'medium'}${element.width === 'fill' ? ' wide' : ''}`,
        disabled: element.disabled === true,
        title: element.disabled ? element.disabled_tips?.content : element.hover_tips?.content,
        'data-path': place.path,
      },
      element.text?.content ?? '',
    )
  )
  node.addEventListener('click', () => void press(element, place, node))
  return node
}

/** @param {Element} element @param {Place} place @param {HTMLButtonElement} node */
async function press(element, place, node) {
  const action =
    element.form_action_type ??
    element.behaviors?.find((/** @type {any} */ { type }) => type === 'form_action')?.behavior
  const link = element.behaviors?.find((/** @type {any} */ { type }) => type === 'open_url')
  if (link && /^https?:/.test(link.default_url)) window.open(link.default_url, '_blank', 'noopener')
  if (action === 'reset' && place.form) return forget(place)
  if (action !== 'submit') return act(element, place, node, {})
  const form = place.form && formEntries(place.form.node)
  if (form) await act(element, place, node, { form }, () => forget(place))
}

/** @param {Element} element @param {Place} place */
function checker(element, place) {
  const style = element.checked_style ?? {}
  const checked = element.checked === true
  const box = /** @type {HTMLInputElement} */ (
    h('input', {
      type: 'checkbox',
      checked,
      disabled: element.disabled === true,
      'data-path': place.path,
      'aria-label': element.text?.content ?? '',
    })
  )
  const text = words(element.text) ?? ''
  const node = h(
    'label',
    { class: `checker${checked ? ' checked' : ''}${style.show_strikethrough ? ' strikes' : ''}` },
    h('span', { class: 'box' }, box, icon('check', 12)),
    text,
  )
  if (checked && typeof style.opacity === 'number' && text) text.style.opacity = String(style.opacity)
  box.addEventListener('click', (event) => {
    event.preventDefault() // the tick shows only what the bot has stored
    void act(element, place, node, { entered: !checked })
  })
  const buttons = element.button_area?.buttons ?? []
  return buttons.length === 0
    ? node
    : h(
        'div',
        { class: 'checker-row' },
        node,
        ...buttons.map((/** @type {Element} */ item, /** @type {number} */ index) =>
          button(item, { ...place, path: `${place.path}.button_area.buttons.${index}` }),
        ),
      )
}

/** @param {Element} element @param {Place} place */
function columnSet(element, place) {
  const node = h('div', {
    class: `column-set flex-${element.flex_mode ?? 'none'} paint-${element.background_style ?? 'default'}`,
  })
  node.style.gap = distance(element.horizontal_spacing) ?? '8px'
  if (element.horizontal_align) node.style.justifyContent = horizontals[element.horizontal_align] ?? ''
  for (const [index, column] of (element.columns ?? []).entries()) {
    const inner = { ...place, path: `${place.path}.columns.${index}` }
    const box = layOut(
      h(
        'div',
        { class: `column paint-${column.background_style ?? 'default'}` },
        children(column.elements, inner),
      ),
      column,
    )
    if (/px$/.test(column.width ?? '')) box.style.flex = `0 0 ${column.width}`
    else
      box.style.flex =
        column.width === 'weighted'
          ? `${column.weight ?? 1} 1 0`
          : element.flex_mode === 'stretch'
            ? '1 1 auto'
            : '0 1 auto'
    node.append(box)
  }
  return node
}

/** @param {Element} element @param {Place} place */
function form(element, place) {
  const node = h('div', { class: 'card-form', role: 'form', 'data-form': place.path })
  node.append(...children(element.elements, { ...place, form: { path: place.path, node } }))
  return layOut(node, element)
}

/** @param {Element} element @param {Place} place */
function panel(element, place) {
  const open = opened(place, element.expanded === true)
  const body = layOut(h('div', { class: 'panel-body' }, children(element.elements, place)), element)
  const title = element.header?.title
  const node = /** @type {HTMLDetailsElement} */ (
    h(
      'details',
      { class: 'panel', open: open.get() },
      h(
        'summary',
        { 'data-path': place.path },
        title?.tag === 'markdown' ? h('span', null, markdown(title.content)) : words(title),
        icon('down', 16),
      ),
      body,
    )
  )
  node.addEventListener('toggle', () => open.set(node.open))
  return node
}

/** @param {Element} element */
const people = (element) =>
  h(
    'div',
    { class: 'person-list' },
    (element.persons ?? [{ id: element.user_id }]).map((/** @type {any} */ { id }) =>
      personChip(id, element.show_name !== false),
    ),
  )

/** @param {Element} element @param {Place} place */
function overflow(element, place) {
  const box = h('div', { class: 'overflow' })
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'button button-default button-more',
      'aria-label': '更多',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-path': place.path,
    },
    icon('more', 18),
  )
  let stop = () => {}
  const close = () => {
    stop()
    box.querySelector('.menu')?.remove()
    opener.setAttribute('aria-expanded', 'false')
  }
  const choose = (/** @type {any} */ option) => () => {
    close()
    void act(element, place, box, { entered: option.value })
  }
  opener.addEventListener('click', () => {
    if (box.querySelector('.menu')) return close()
    box.append(
      h(
        'div',
        { class: 'menu', role: 'menu' },
        (element.options ?? []).map((/** @type {any} */ option) =>
          h('button', { type: 'button', role: 'menuitem', onclick: choose(option) }, words(option.text)),
        ),
      ),
    )
    opener.setAttribute('aria-expanded', 'true')
    stop = whenLeft(box, close)
  })
  box.append(opener)
  return box
}

/** @param {Element} element @param {Place} place */
function container(element, place) {
  const node = layOut(
    h(
      'div',
      {
        class: `container${element.has_border ? ' bordered' : ''} paint-${element.background_style ?? 'default'}`,
        role: 'button',
        tabindex: '0',
        'data-path': place.path,
      },
      children(element.elements, place),
    ),
    element,
  )
  node.addEventListener(
    'click',
    (event) =>
      /** @type {HTMLElement} */ (event.target).closest('button, input, a') ||
      void act(element, place, node, {}),
  )
  return node
}

/** How each tag is drawn. @type {Record<string, (element: Element, place: Place) => Node>} */
const elements = {
  markdown: (element) => {
    const node = h(
      'div',
      { class: `markdown${sizeClass(element.text_size)}` },
      markdown(element.content ?? ''),
    )
    if (element.text_align) node.style.textAlign = element.text_align
    return node
  },
  div: (element) =>
    h(
      'div',
      { class: 'div' },
      words(element.text, 'div'),
      (element.fields ?? []).map((/** @type {any} */ { text }) => words(text, 'div')),
    ),
  hr: () => h('hr', null),
  img: (element) =>
    h(
      'div',
      { class: 'picture', role: 'img', 'aria-label': element.alt?.content },
      element.alt?.content || '图片',
    ),
  column_set: columnSet,
  form,
  button,
  checker: (element, place) =>
    place.form
      ? (fieldElements.checker?.(element, place) ?? checker(element, place))
      : checker(element, place),
  collapsible_panel: panel,
  interactive_container: container,
  person: people,
  person_list: people,
  overflow,
  chart: (element) => drawChart(element.chart_spec ?? {}, element.aspect_ratio),
  table: (element, place) => drawTable(element, place),
}

/** @param {Element} element @param {Place} place @returns {Node} */
function draw(element, place) {
  const drawer = elements[element.tag] ?? fieldElements[element.tag]
  if (!drawer) return h('div', { class: 'unknown' }, `不支持的组件 ${element.tag}`)
  const node = drawer(element, place)
  if (element.margin && node instanceof HTMLElement) node.style.margin = element.margin
  return node
}

/** @param {Element} header */
function drawHeader(header) {
  const tags = (header.text_tag_list ?? []).map((/** @type {any} */ { text, color }) =>
    h('span', { class: `tag tag-${color ?? 'blue'}` }, text?.content ?? ''),
  )
  return h(
    'header',
    { class: `card-header head-${header.template ?? 'default'}` },
    h(
      'div',
      { class: 'card-title-line' },
      h('h3', null, words(header.title)),
      tags.length > 0 ? h('span', { class: 'tags' }, tags) : null,
    ),
    header.subtitle ? h('div', { class: 'card-subtitle' }, words(header.subtitle)) : null,
  )
}

/** Draws the card of a message. @param {import('../state.js').Message} message */
export function renderCard(message) {
  const card = message.card ?? {}
  const body = layOut(
    h('div', { class: 'card-body' }, children(card.body?.elements, { message, path: 'body' })),
    { vertical_spacing: '8px', ...card.body, padding: undefined },
  )
  const node = h(
    'section',
    { class: `card card-${card.config?.width_mode ?? 'default'}` },
    card.header ? drawHeader(card.header) : null,
    body,
  )
  if (answering.has(message.messageId)) node.classList.add('waiting')
  return node
}
