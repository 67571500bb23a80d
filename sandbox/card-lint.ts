import { type Placed, placedElements } from './card/tree.ts'
import { chartKinds, frames, type Rules, vocabulary } from './card/vocabulary.ts'
import { fieldsOf, isFields, itemsOf, parseJson, textOf } from './json.ts'
import { platformLimits } from './types.ts'

/** One fault of a card: where, what the rule is, and the platform's sub-code (`ErrCode`). */
export interface CardFault {
  path: string
  rule: string
  code: number
}

/** Facts about the world that some rules need. */
export interface LintOptions {
  /** Whether an open id belongs to somebody of the tenant; without it ids are not checked. */
  knows?: (openId: string) => boolean
}

type Report = (path: string, rule: string, code?: number) => void

const codes = {
  structure: 200621,
  tag: 200861,
  size: 11310,
  person: 100290,
  chart: 200550,
  form: 200530,
  id: 300301,
}
const mostElements = 200
const mostTables = 5
const deepest = 5
const fields = [
  ...['input', 'select_static', 'multi_select_static', 'select_person', 'multi_select_person'],
  ...['date_picker', 'picker_time', 'picker_datetime', 'checker'],
]
/** Containers that count as a level of nesting; a column is part of its column set. */
const containers = ['form', 'column_set', 'interactive_container', 'collapsible_panel']

function obey(rules: Rules, value: unknown, path: string, report: Report): void {
  if (!isFields(value)) {
    report(path, 'must be an object')
    return
  }
  for (const [key, member] of Object.entries(value)) {
    const check = Object.hasOwn(rules.properties, key) ? rules.properties[key] : undefined
    const expected = check ? check(member) : 'nothing: the property is unknown'
    if (expected) report(`${path}.${key}`, `must be ${expected}`)
  }
  for (const key of rules.required ?? [])
    if (value[key] === undefined) report(`${path}.${key}`, 'is required')
}

function checkBehaviors(placed: Placed, report: Report): void {
  itemsOf(placed.element.behaviors).forEach((behavior, index) => {
    const type = fieldsOf(behavior).type
    const rules =
      type === 'callback' ? frames.callback : type === 'open_url' ? frames.link : frames.formAction
    obey(rules, behavior, `${placed.path}.behaviors.${index}`, report)
  })
}

const optionRules: Record<string, Rules> = {
  select_static: frames.option,
  multi_select_static: frames.option,
  overflow: frames.choice,
  select_person: frames.candidate,
  multi_select_person: frames.candidate,
}

/** Rules of the parts of an element that have no tag of their own. */
function checkParts({ element, tag, path }: Placed, report: Report): void {
  if (isFields(element.confirm)) obey(frames.confirm, element.confirm, `${path}.confirm`, report)
  const rules = optionRules[tag]
  const values = itemsOf(element.options).map((option, index) => {
    if (rules) obey(rules, option, `${path}.options.${index}`, report)
    return fieldsOf(option).value
  })
  const known = values.filter((value) => value !== undefined)
  if (new Set(known).size < known.length) report(`${path}.options`, 'must have different values')
  const initial = textOf(element.initial_option)
  if (initial && tag === 'select_static' && !values.includes(initial))
    report(`${path}.initial_option`, 'must be one of the options')
  if (tag === 'collapsible_panel') obey(frames.panelHeader, element.header, `${path}.header`, report)
  if (isFields(element.checked_style))
    obey(frames.checkedStyle, element.checked_style, `${path}.checked_style`, report)
  if (isFields(element.button_area))
    obey(frames.buttonArea, element.button_area, `${path}.button_area`, report)
  if (tag === 'table') checkTable(element, path, report)
  if (tag === 'chart') checkChart(element, path, report)
}

function checkTable(element: Record<string, unknown>, path: string, report: Report): void {
  const columns = itemsOf(element.columns)
  columns.forEach((column, index) => {
    obey(frames.tableColumn, column, `${path}.columns.${index}`, report)
  })
  const names = columns.map((column) => textOf(fieldsOf(column).name))
  if (new Set(names).size < names.length) report(`${path}.columns`, 'must have different names')
  itemsOf(element.rows).forEach((row, index) => {
    for (const key of Object.keys(fieldsOf(row)))
      if (!names.includes(key)) report(`${path}.rows.${index}.${key}`, 'has no column of this name')
  })
}

function checkChart(element: Record<string, unknown>, path: string, report: Report): void {
  const spec = fieldsOf(element.chart_spec)
  if (!chartKinds.includes(textOf(spec.type)))
    report(`${path}.chart_spec.type`, 'must be a kind of chart', codes.chart)
  const sets = Array.isArray(spec.data) ? spec.data : [spec.data]
  if (!sets.every((set) => Array.isArray(fieldsOf(set).values)))
    report(`${path}.chart_spec.data`, 'must have values', codes.chart)
}

/** Where a tag may stand. */
function checkPlace({ element, tag, path, around, form }: Placed, report: Report): void {
  const root = around.length === 0
  if (tag === 'form' && !root) report(path, 'form must stand directly in the body', codes.form)
  if (tag === 'table' && !root) report(path, 'table must stand directly in the body')
  if (tag === 'chart' && form) report(path, 'chart must not stand in a form')
  if (tag.startsWith('multi_select') && !form) report(path, `${tag} must stand in a form`, codes.form)
  if (tag === 'column' && around.at(-1) !== 'column_set') report(path, 'column must stand in a column_set')
  const level =
    around.filter((outer) => containers.includes(outer)).length + (containers.includes(tag) ? 1 : 0)
  if (containers.includes(tag) && level > deepest)
    report(path, `containers must nest at most ${deepest} deep`)
  const texts = ['plain_text', 'lark_md', 'text_tag', 'standard_icon', 'custom_icon']
  if (texts.includes(tag) && /\.elements\.\d+$/.test(path))
    report(path, `${tag} is not an element`, codes.tag)
  if (form && (fields.includes(tag) || tag === 'button') && !textOf(element.name))
    report(`${path}.name`, 'is required inside a form', codes.form)
  if (!form && element.form_action_type !== undefined)
    report(`${path}.form_action_type`, 'must stand in a form', codes.form)
  if (!form && element.required !== undefined) report(`${path}.required`, 'is for elements of a form only')
  if (!form && tag === 'checker' && itemsOf(element.behaviors).length === 0)
    report(`${path}.behaviors`, 'is required outside a form')
}

function checkForms(all: Placed[], report: Report): void {
  const formNames = new Set<string>()
  for (const form of all.filter(({ tag }) => tag === 'form')) {
    const name = textOf(form.element.name)
    if (formNames.has(name)) report(`${form.path}.name`, 'must be different for each form', codes.form)
    formNames.add(name)
    const inside = all.filter((placed) => placed.form?.path === form.path)
    const submits = inside.some(({ tag, element }) => tag === 'button' && submitsForm(element))
    if (!submits) report(form.path, 'must hold a submit button', codes.form)
    const names = new Set<string>()
    for (const { tag, element, path } of inside) {
      const own = textOf(element.name)
      if (!own || !(fields.includes(tag) || tag === 'button')) continue
      if (names.has(own)) report(`${path}.name`, 'must be unique in its form', codes.form)
      names.add(own)
    }
  }
}

/** Whether a button sends the form in which it stands. */
export function submitsForm(button: Record<string, unknown>): boolean {
  if (button.form_action_type === 'submit') return true
  return itemsOf(button.behaviors).some(
    (item) => fieldsOf(item).type === 'form_action' && fieldsOf(item).behavior === 'submit',
  )
}

function checkPeople({ element, tag, path }: Placed, knows: (id: string) => boolean, report: Report): void {
  const named: [string, string][] = []
  if (tag === 'person') named.push([`${path}.user_id`, textOf(element.user_id)])
  if (tag === 'person_list' && element.drop_invalid_user_id !== true)
    itemsOf(element.persons).forEach((person, index) => {
      named.push([`${path}.persons.${index}.id`, textOf(fieldsOf(person).id)])
    })
  if (tag === 'markdown' || tag === 'lark_md')
    for (const [, id = ''] of textOf(element.content).matchAll(/<at id=["']?([^"'>\s]+)["']?\s*\/?>/g))
      if (id !== 'all') named.push([`${path}.content`, id])
  for (const [where, id] of named) if (!knows(id)) report(where, `has an unknown person ${id}`, codes.person)
}

function checkUniqueIds(all: Placed[], report: Report): void {
  const ids = new Set<unknown>()
  for (const { element, path } of all) {
    if (element.element_id === undefined) continue
    if (ids.has(element.element_id)) report(`${path}.element_id`, 'must be unique in the card', codes.id)
    ids.add(element.element_id)
  }
}

function checkFrame(card: Record<string, unknown>, report: Report): void {
  obey(frames.card, card, 'card', (path, rule, code) => {
    report(path.replace('card.', ''), rule, code)
  })
  const config = fieldsOf(card.config)
  obey(frames.config, config, 'config', report)
  if (isFields(config.summary)) obey(frames.summary, config.summary, 'config.summary', report)
  if (isFields(card.header)) {
    obey(frames.header, card.header, 'header', report)
    const title = fieldsOf(card.header.title)
    if (!textOf(title.content).trim()) report('header.title.content', 'must not be empty')
    itemsOf(card.header.text_tag_list).forEach((item, index) => {
      if (fieldsOf(item).tag !== 'text_tag') report(`header.text_tag_list.${index}`, 'must be a text_tag')
    })
  }
  obey(frames.body, card.body, 'body', report)
}

/**
 * Checks a card (object or JSON text) by the rules of Card JSON 2.0, as strictly as the platform: unknown tags and
 * properties are refused. Answers every fault with its place; an empty list means that the platform takes the card.
 */
export function lintCard(json: unknown, { knows }: LintOptions = {}): CardFault[] {
  const faults: CardFault[] = []
  const report: Report = (path, rule, code = codes.structure) => void faults.push({ path, rule, code })
  const card = typeof json === 'string' ? parseJson(json) : json
  if (!isFields(card)) return [{ path: '', rule: 'must be a JSON object', code: codes.structure }]
  const bytes = Buffer.byteLength(typeof json === 'string' ? json : JSON.stringify(card))
  if (bytes > platformLimits.cardBytes) report('', `must be at most 30 KB, is ${bytes} bytes`, codes.size)
  checkFrame(card, report)
  const all = placedElements(card)
  if (all.length > mostElements)
    report('', `must have at most ${mostElements} elements, has ${all.length}`, codes.size)
  if (all.filter(({ tag }) => tag === 'table').length > mostTables)
    report('', `must have at most ${mostTables} tables`, codes.size)
  for (const placed of all) {
    const rules = Object.hasOwn(vocabulary, placed.tag) ? vocabulary[placed.tag] : undefined
    if (!rules) {
      report(placed.path, `has the unknown tag ${placed.tag}`, codes.tag)
      continue
    }
    obey(rules, placed.element, placed.path, report)
    checkPlace(placed, report)
    checkParts(placed, report)
    checkBehaviors(placed, report)
    if (knows) checkPeople(placed, knows, report)
  }
  checkForms(all, report)
  checkUniqueIds(all, report)
  untaggedElements(card.body, 'body', report)
  return faults
}

/** Members of an `elements` or `columns` list that have no tag at all. */
function untaggedElements(value: unknown, path: string, report: Report): void {
  if (!isFields(value)) return
  for (const key of ['elements', 'columns']) {
    if (key === 'columns' && value.tag === 'table') continue
    itemsOf(value[key]).forEach((item, index) => {
      const where = `${path}.${key}.${index}`
      if (!isFields(item) || !textOf(item.tag)) report(where, 'must have a tag', codes.tag)
      else if (key === 'columns' && item.tag !== 'column') report(where, 'must be a column')
      else untaggedElements(item, where, report)
    })
  }
}
