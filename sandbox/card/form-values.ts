import { type Fields, fieldsOf, itemsOf, textOf } from '../json.ts'
import { type Placed, withoutStar, wordsOf } from './tree.ts'

/** What a person enters into one field: text, a choice by its words or value, several of them, or a tick. */
export type Entered = string | string[] | boolean

/** Looks a person up by name, or takes an open id as it is. */
export type PersonFinder = (nameOrId: string) => string

const zone = '+0800'
const withZone = (value: string): string =>
  /[+-]\d{4}$/.test(value) || value === '' ? value : `${value} ${zone}`

/** The value of an option by its words or value; an emptied select sends nothing. */
function choice(element: Fields, wanted: string): string | undefined {
  if (wanted === '') return undefined
  const options = itemsOf(element.options).map(fieldsOf)
  const found = options.find(({ value, text }) => value === wanted || wordsOf(text) === wanted)
  if (!found)
    throw new Error(
      `The card offers no option 「${wanted}」: ${options.map(({ text }) => wordsOf(text)).join(', ')}`,
    )
  return textOf(found.value)
}

function person(element: Fields, wanted: string, find: PersonFinder): string | undefined {
  if (wanted === '') return undefined
  const openId = find(wanted)
  const offered = itemsOf(element.options).map((option) => fieldsOf(option).value)
  // An empty list of options offers everybody.
  if (offered.length > 0 && !offered.includes(openId)) throw new Error(`The card does not offer ${wanted}`)
  return openId
}

const listed = (entered: Entered): string[] => (Array.isArray(entered) ? entered : [String(entered)])

function text(element: Fields, entered: Entered): string {
  const value = String(entered)
  const most = typeof element.max_length === 'number' ? element.max_length : 1000
  if ([...value].length > most) throw new Error(`The input takes at most ${most} characters`)
  return value
}

function dated(shape: RegExp, format: string): FieldKind['enter'] {
  return (_element, entered) => {
    const value = String(entered)
    if (value === '') return undefined
    if (!shape.test(value)) throw new Error(`「${value}」 is not written as ${format}`)
    return withZone(value)
  }
}

interface FieldKind {
  /** The value that an untouched field sends; `undefined` sends nothing. */
  untouched(element: Fields): unknown
  /** The value in the platform's format for what was entered. */
  enter(element: Fields, entered: Entered, find: PersonFinder): unknown
}

const presetZone = (value: unknown): string | undefined =>
  textOf(value) ? withZone(textOf(value)) : undefined

/** How each kind of field speaks, both in a form and alone. */
const fieldKinds: Record<string, FieldKind> = {
  input: { untouched: ({ default_value }) => textOf(default_value), enter: text },
  select_static: {
    untouched: ({ initial_option, initial_index, options }) =>
      textOf(initial_option) || fieldsOf(itemsOf(options)[Number(initial_index) - 1]).value,
    enter: (element, entered) => choice(element, String(entered)),
  },
  multi_select_static: {
    untouched: ({ selected_values }) => (Array.isArray(selected_values) ? selected_values : undefined),
    enter: (element, entered) => listed(entered).map((item) => choice(element, item)),
  },
  select_person: {
    untouched: ({ initial_option }) => textOf(initial_option) || undefined,
    enter: (element, entered, find) => person(element, String(entered), find),
  },
  multi_select_person: {
    untouched: ({ selected_values }) => (Array.isArray(selected_values) ? selected_values : undefined),
    enter: (element, entered, find) => listed(entered).map((item) => person(element, item, find)),
  },
  date_picker: {
    untouched: ({ initial_date }) => presetZone(initial_date),
    enter: dated(/^\d{4}-\d\d-\d\d( [+-]\d{4})?$/, 'yyyy-MM-dd'),
  },
  picker_time: {
    untouched: ({ initial_time }) => presetZone(initial_time),
    enter: dated(/^\d\d:\d\d( [+-]\d{4})?$/, 'HH:mm'),
  },
  picker_datetime: {
    untouched: ({ initial_datetime }) => presetZone(initial_datetime),
    enter: dated(/^\d{4}-\d\d-\d\d \d\d:\d\d( [+-]\d{4})?$/, 'yyyy-MM-dd HH:mm'),
  },
  checker: {
    untouched: ({ checked }) => checked === true,
    enter: (_element, entered) => entered === true || entered === 'true',
  },
}

/** Whether an element takes a value of its own. */
export const isField = (tag: string): boolean => Object.hasOwn(fieldKinds, tag)

/** The value of one field in the platform's format. Throws when the card does not offer what was entered. */
export function fieldValue({ tag, element }: Placed, entered: Entered, find: PersonFinder): unknown {
  const kind = fieldKinds[tag]
  if (!kind) throw new Error(`${tag} takes no value`)
  return kind.enter(element, entered, find)
}

const empty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Everything a field can be called by: its name, label, text, placeholder, or the text before it. */
export const namesOfField = ({ element, caption }: Placed): string[] =>
  [
    textOf(element.name),
    withoutStar(wordsOf(element.label)),
    withoutStar(wordsOf(element.text)),
    caption ?? '',
    wordsOf(element.placeholder),
  ].filter((name) => name !== '')

/**
 * The `form_value` of a form: what was entered, under the name or the label of each field, over the card's own presets.
 * Throws for a name that the form does not have, and for a required field that stays empty unless `lax`.
 */
export function formValue(
  fields: Placed[],
  entered: Record<string, Entered>,
  find: PersonFinder,
  lax = false,
): Fields {
  const values: Fields = {}
  const left = new Set(Object.keys(entered))
  for (const field of fields) {
    const names = namesOfField(field)
    const key = names.find((name) => left.has(name))
    if (key) left.delete(key)
    const given = key === undefined ? undefined : entered[key]
    const value =
      given === undefined ? fieldKinds[field.tag]?.untouched(field.element) : fieldValue(field, given, find)
    if (field.element.required === true && empty(value) && !lax)
      throw new Error(`「${names[1] ?? names[0]}」 must be filled in`)
    if (value !== undefined) values[textOf(field.element.name)] = value
  }
  if (left.size > 0) throw new Error(`The form has no field 「${[...left].join('」, 「')}」`)
  return values
}
