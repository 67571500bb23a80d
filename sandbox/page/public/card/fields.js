import { avatar, h, icon, whenLeft } from '../dom.js'
import { nameOf, state } from '../state.js'
import { act } from './act.js'
import { memory } from './memory.js'

/**
 * @typedef {import('./render.js').Place} Place
 * @typedef {Record<string, any>} Element
 */

/**
 * The frame of a field: label, star, hint for a missing entry. In a form it can be asked for its entry.
 * @param {Element} element @param {Place} place @param {HTMLElement} control @param {() => unknown} value
 */
function frame(element, place, control, value) {
  const label = element.label?.content
  const starred = element.required && !/[*＊]\s*$/.test(label ?? '')
  const star = starred ? h('span', { class: 'star', 'aria-hidden': 'true' }, '*') : null
  const node = h(
    'div',
    {
      class: `field${element.label_position === 'left' ? ' label-left' : ''}${element.width === 'fill' || /multiline|text/.test(element.input_type ?? '') ? ' wide' : ''}`,
    },
    label ? h('label', { class: 'field-label', for: idOf(place) }, label, star) : null,
    h('div', { class: 'field-control' }, control),
    h('div', { class: 'field-missing' }, '此项必填'),
  )
  if (place.form) {
    node.dataset.field = element.name
    Object.assign(node, { entry: () => ({ value: value(), required: element.required === true }) })
  }
  return node
}

/** @param {Place} place */
const idOf = (place) => `${place.message.messageId}.${place.path}`
/** @param {Element} element @param {Place} place */
const attributes = (element, place) => ({
  id: idOf(place),
  'data-path': place.path,
  disabled: element.disabled === true,
  'aria-required': element.required ? 'true' : null,
  'aria-label': element.label?.content ?? place.caption ?? element.placeholder?.content ?? element.name,
})

/** @param {Element} element @param {Place} place */
function input(element, place) {
  const draft = memory(place, element.name ?? place.path, element.default_value ?? '')
  const many = element.input_type === 'multiline_text'
  const most = element.max_length ?? 1000
  const control = /** @type {HTMLInputElement} */ (
    h(many ? 'textarea' : 'input', {
      ...attributes(element, place),
      type: many ? null : element.input_type === 'password' ? 'password' : 'text',
      rows: many ? (element.rows ?? 4) : null,
      maxlength: String(most),
      placeholder: element.placeholder?.content,
      class: 'control',
    })
  )
  control.value = draft.get()
  const count = many ? h('span', { class: 'count' }, `${[...control.value].length}/${most}`) : null
  control.addEventListener('input', () => {
    draft.set(control.value)
    if (count) count.textContent = `${[...control.value].length}/${most}`
  })
  const box = h('div', { class: 'input-box' }, control, count)
  if (place.form) return frame(element, place, box, () => control.value)
  const send = () => control.value.trim() && void act(element, place, box, { entered: control.value })
  control.addEventListener(
    'keydown',
    (event) => event.key === 'Enter' && !event.isComposing && !many && send(),
  )
  box.append(
    h(
      'button',
      { type: 'button', class: 'input-send', 'aria-label': '提交', onclick: send },
      icon('send', 14),
    ),
  )
  return frame(element, place, box, () => control.value)
}

/** Sends the choice at once outside a form, keeps it as a draft inside. @param {Element} element @param {Place} place @param {HTMLElement} control @param {unknown} value @param {{ set(value: any): void }} draft */
function chosen(element, place, control, value, draft) {
  if (place.form) return draft.set(value)
  if (value !== '') void act(element, place, control, { entered: value })
}

/** @param {Element} element @param {Place} place @param {{ value: string, text: string }[]} options */
function select(element, place, options) {
  const initial = element.initial_option ?? options[element.initial_index - 1]?.value ?? ''
  const draft = memory(place, element.name ?? place.path, initial)
  const control = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      { ...attributes(element, place), class: 'control' },
      h('option', { value: '' }, element.placeholder?.content ?? '请选择'),
      options.map(({ value, text }) => h('option', { value }, text)),
    )
  )
  control.value = draft.get()
  control.classList.toggle('unset', control.value === '')
  control.addEventListener('change', () => {
    control.classList.toggle('unset', control.value === '')
    chosen(element, place, control, control.value, draft)
  })
  return frame(
    element,
    place,
    h('div', { class: 'select-box' }, control, icon('down', 14)),
    () => control.value,
  )
}

/** @param {Element} element @param {Place} place @param {{ value: string, text: string, person?: boolean }[]} options */
function multiSelect(element, place, options) {
  const draft = memory(
    place,
    element.name ?? place.path,
    /** @type {string[]} */ (element.selected_values ?? []),
  )
  const box = h('div', { class: 'multi' })
  const opener = h('button', {
    type: 'button',
    ...attributes(element, place),
    class: 'control multi-button',
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
  })
  const show = () => {
    const picked = options.filter(({ value }) => draft.get().includes(value))
    opener.replaceChildren(
      picked.length > 0
        ? h(
            'span',
            { class: 'picks' },
            picked.map(({ text }) => h('span', { class: 'pick' }, text)),
          )
        : h('span', { class: 'placeholder' }, element.placeholder?.content ?? '请选择（可多选）'),
      icon('down', 14),
    )
  }
  const toggle = (/** @type {string} */ value) => () => {
    const picked = draft.get()
    draft.set(picked.includes(value) ? picked.filter((other) => other !== value) : [...picked, value])
    show()
  }
  let stop = () => {}
  const close = () => {
    stop()
    box.querySelector('.menu')?.remove()
    opener.setAttribute('aria-expanded', 'false')
  }
  opener.addEventListener('click', () => {
    if (box.querySelector('.menu')) return close()
    box.append(
      h(
        'div',
        { class: 'menu', role: 'group', 'aria-label': element.placeholder?.content ?? '' },
        options.map(({ value, text, person }) =>
          h(
            'label',
            { class: 'menu-choice' },
            h('input', { type: 'checkbox', checked: draft.get().includes(value), onchange: toggle(value) }),
            person ? avatar(text, 'tiny') : null,
            text,
          ),
        ),
      ),
    )
    opener.setAttribute('aria-expanded', 'true')
    stop = whenLeft(box, close)
  })
  show()
  box.append(opener)
  return frame(element, place, box, () => draft.get())
}

/** @param {Element} element */
const listed = (element) =>
  (element.options ?? []).map((/** @type {any} */ { text, value }) => ({
    value,
    text: text?.content ?? value,
  }))

/** The people whom a select offers; an empty list of options means everybody in the chat. @param {Element} element @param {Place} place */
function candidates(element, place) {
  const offered = (element.options ?? []).map((/** @type {any} */ { value }) => value)
  const ids = offered.length > 0 ? offered : (state.chats.get(place.message.chatId)?.members ?? [])
  return ids.map((/** @type {string} */ value) => ({ value, text: nameOf(value), person: true }))
}

/** `2026-12-25 15:00` as `2026年12月25日 15:00`. @param {string} value */
const inChinese = (value) =>
  value.replace(/^(\d+)-(\d+)-(\d+)/, (_, year, month, day) => `${year}年${Number(month)}月${Number(day)}日`)

/** @param {string} type @param {string} initial @returns {(element: Element, place: Place) => HTMLElement} */
const picker = (type, initial) => (element, place) => {
  const draft = memory(place, element.name ?? place.path, (element[initial] ?? '').replace(' ', 'T'))
  const control = /** @type {HTMLInputElement} */ (
    h('input', { ...attributes(element, place), type, class: 'control', lang: 'zh-CN' })
  )
  control.value = draft.get()
  const value = () => control.value.replace('T', ' ')
  // The browser writes dates in its own language; what lies over it until it is used is Chinese.
  const shown = h('span', { class: 'date-shown', 'aria-hidden': 'true' })
  const show = () => {
    shown.textContent = value() ? inChinese(value()) : (element.placeholder?.content ?? '请选择')
    shown.classList.toggle('placeholder', !value())
  }
  control.addEventListener('input', () => {
    draft.set(control.value)
    show()
  })
  control.addEventListener('change', () => place.form || chosen(element, place, control, value(), draft))
  show()
  return frame(element, place, h('div', { class: 'date-box' }, control, shown), value)
}

/** @param {Element} element @param {Place} place */
function formChecker(element, place) {
  const draft = memory(place, element.name ?? place.path, element.checked === true)
  const box = /** @type {HTMLInputElement} */ (
    h('input', {
      type: 'checkbox',
      checked: draft.get(),
      disabled: element.disabled === true,
      'data-path': place.path,
      onchange: () => draft.set(box.checked),
    })
  )
  const node = h(
    'label',
    { class: 'checker' },
    h('span', { class: 'box' }, box, icon('check', 12)),
    h('span', { class: 'text' }, element.text?.content ?? ''),
  )
  node.dataset.field = element.name
  return Object.assign(node, { entry: () => ({ value: box.checked, required: false }) })
}

/** How each kind of field is drawn. @type {Record<string, (element: Element, place: Place) => HTMLElement>} */
export const fieldElements = {
  input,
  select_static: (element, place) => select(element, place, listed(element)),
  select_person: (element, place) => select(element, place, candidates(element, place)),
  multi_select_static: (element, place) => multiSelect(element, place, listed(element)),
  multi_select_person: (element, place) => multiSelect(element, place, candidates(element, place)),
  date_picker: picker('date', 'initial_date'),
  picker_time: picker('time', 'initial_time'),
  picker_datetime: picker('datetime-local', 'initial_datetime'),
  checker: formChecker,
}
