import { state } from '../state.js'

/** What people typed into forms and which panels they opened, kept while a card is drawn again. @type {Map<string, any>} */
const kept = new Map()

/** @param {import('./render.js').Place} place @param {string} what */
const keyOf = (place, what) => `${state.me}|${place.message.messageId}|${place.form?.path ?? ''}|${what}`

/**
 * A remembered value of this element for this person.
 * @template T
 * @param {import('./render.js').Place} place @param {string} what @param {T} initial
 */
export function memory(place, what, initial) {
  const key = keyOf(place, what)
  return {
    get: () => /** @type {T} */ (kept.has(key) ? kept.get(key) : initial),
    set: (/** @type {T} */ value) => void kept.set(key, value),
  }
}

/** Whether a panel is open. @param {import('./render.js').Place} place @param {boolean} initial */
export const opened = (place, initial) => memory(place, `open ${place.path}`, initial)

/** Empties a form: its entries are forgotten and the card is drawn anew. @param {import('./render.js').Place} place */
export function forget(place) {
  const prefix = keyOf(place, '')
  for (const key of [...kept.keys()]) if (key.startsWith(prefix)) kept.delete(key)
  dispatchEvent(new CustomEvent('redraw', { detail: place.message.messageId }))
}

/**
 * The entries of a form by name, or `undefined` when something required is missing: that is marked and focused.
 * @param {HTMLElement} form
 */
export function formEntries(form) {
  const fields = /** @type {HTMLElement[]} */ ([...form.querySelectorAll('[data-field]')])
  const entries = /** @type {Record<string, unknown>} */ ({})
  /** @type {HTMLElement | undefined} */
  let missing
  for (const field of fields) {
    const { value, required } = /** @type {any} */ (field).entry()
    const empty = value === '' || value === undefined || (Array.isArray(value) && value.length === 0)
    field.classList.toggle('missing', required && empty)
    if (required && empty) missing ??= field
    if (value !== undefined) entries[field.dataset.field ?? ''] = value
  }
  const control = /** @type {HTMLElement | null | undefined} */ (
    missing?.querySelector('input, textarea, select, button')
  )
  control?.focus()
  return missing ? undefined : entries
}
