import { submitsForm } from '../card-lint.ts'
import { type Fields, fieldsOf, isFields, itemsOf, textOf } from '../json.ts'
import {
  type Entered,
  fieldValue,
  formValue,
  isField,
  namesOfField,
  type PersonFinder,
} from './form-values.ts'
import { type Placed, placedElements, wordsOf } from './tree.ts'

/** What a person does to an element of a card. */
export interface Deed {
  /** Entries into the form around a button, by name or label. */
  form?: Record<string, Entered>
  /** The state of a checker after the click, the choice of a select, the text of an input. */
  entered?: Entered
  /** Sends a form although required fields are empty, as a hostile client can. */
  lax?: boolean
}

const callbackOf = (element: Fields): Fields | undefined => {
  const behavior = itemsOf(element.behaviors)
    .map(fieldsOf)
    .find(({ type }) => type === 'callback')
  if (behavior && isFields(behavior.value)) return behavior.value
  return isFields(element.value) ? element.value : undefined
}

function buttonAction({ element, form }: Placed, all: Placed[], deed: Deed, find: PersonFinder): Fields {
  const value = callbackOf(element)
  const base = { tag: 'button', ...(value ? { value } : {}), timezone: 'Asia/Shanghai' }
  const name = textOf(element.name) ? { name: element.name } : {}
  if (!form || !submitsForm(element)) {
    if (!value) throw new Error(`The button 「${wordsOf(element.text)}」 calls nothing back`)
    return { ...base, ...name }
  }
  const inside = all.filter((placed) => placed.form?.path === form.path && isField(placed.tag))
  return { ...base, ...name, form_value: formValue(inside, deed.form ?? {}, find, deed.lax) }
}

function fieldAction(placed: Placed, deed: Deed, find: PersonFinder): Fields {
  const { element, tag } = placed
  const entered = tag === 'checker' ? (deed.entered ?? element.checked !== true) : deed.entered
  if (entered === undefined) throw new Error(`Nothing was entered into the ${tag}`)
  const value = fieldValue(placed, entered, find)
  const key =
    { checker: 'checked', input: 'input_value' }[tag] ?? (Array.isArray(value) ? 'options' : 'option')
  const zone = /^(date_picker|picker_)/.test(tag) ? { timezone: 'Asia/Shanghai' } : {}
  const callback = callbackOf(element)
  return {
    tag,
    ...(textOf(element.name) ? { name: element.name } : {}),
    ...(callback ? { value: callback } : {}),
    ...zone,
    [key]: value,
  }
}

function overflowAction({ element }: Placed, deed: Deed): Fields {
  const wanted = String(deed.entered)
  const option = itemsOf(element.options)
    .map(fieldsOf)
    .find(({ text, value }) => value === wanted || wordsOf(text) === wanted)
  if (!option) throw new Error(`The menu has no entry 「${wanted}」`)
  const value = callbackOf(element)
  return { tag: 'overflow', ...(value ? { value } : {}), option: textOf(option.value) }
}

/** The `action` of the callback that a deed on this element causes. Throws when the client would not send one. */
export function actionOf(card: unknown, placed: Placed, deed: Deed, find: PersonFinder): Fields {
  const { element, tag } = placed
  if (element.disabled === true) throw new Error(`The ${tag} 「${wordsOf(element.text)}」 is disabled`)
  if (tag === 'button') return buttonAction(placed, placedElements(card), deed, find)
  if (tag === 'overflow') return overflowAction(placed, deed)
  if (tag === 'interactive_container')
    return { tag, ...(callbackOf(element) ? { value: callbackOf(element) } : {}) }
  if (placed.form) throw new Error(`The ${tag} is sent with its form, not alone`)
  return fieldAction(placed, deed, find)
}

/** The button with these words; the `nth` of them when there are several. Entries of an overflow menu count too. */
export function findButton(card: unknown, words: string, nth = 0): { placed: Placed; entered?: string } {
  const all = placedElements(card)
  const buttons = all.filter(({ tag, element }) => tag === 'button' && wordsOf(element.text) === words)
  const entries = all.filter(
    ({ tag, element }) =>
      tag === 'overflow' &&
      itemsOf(element.options).some((option) => wordsOf(fieldsOf(option).text) === words),
  )
  const found = [
    ...buttons.map((placed) => ({ placed })),
    ...entries.map((placed) => ({ placed, entered: words })),
  ][nth]
  if (found) return found
  const offered = all
    .filter(({ tag }) => tag === 'button')
    .map(({ element }) => `「${wordsOf(element.text)}」`)
  throw new Error(
    `The card has no button 「${words}」 (number ${nth}); it has ${offered.join(', ') || 'none'}`,
  )
}

/** The checker whose text starts with these words. */
export function findChecker(card: unknown, prefix: string): Placed {
  const checkers = placedElements(card).filter(({ tag }) => tag === 'checker')
  const found = checkers.find(({ element }) => wordsOf(element.text).startsWith(prefix))
  if (found) return found
  const offered = checkers.map(({ element }) => `「${wordsOf(element.text)}」`).join(', ')
  throw new Error(`The card has no checker 「${prefix}」; it has ${offered || 'none'}`)
}

/** The field with this name or label. */
export function findField(card: unknown, name: string): Placed {
  const found = placedElements(card).find(
    (placed) => (isField(placed.tag) || placed.tag === 'overflow') && namesOfField(placed).includes(name),
  )
  if (!found) throw new Error(`The card has no field 「${name}」`)
  return found
}

/** The element at a dotted path. */
export function findAt(card: unknown, path: string): Placed {
  const found = placedElements(card).find((placed) => placed.path === path)
  if (!found) throw new Error(`The card has no element at ${path}`)
  return found
}
