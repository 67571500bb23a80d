import type { Block, Button, Field, Option } from '../../cards/card.ts'
import { clip, clipUnits, type Element, oneLine, paragraph, plainText, printable, row } from './card-json.ts'
import { partLimits } from './limits.ts'
import type { NamesInCard } from './names-in-card.ts'

type Form = Extract<Block, { type: 'form' }>

const buttonTypes = { primary: 'primary_filled', danger: 'danger', plain: 'default' } as const

/** One button. `name` must be unique in the card; inside a form it submits the fields. */
export const renderButton = (button: Button, name: string, inForm: boolean): Element => ({
  tag: 'button',
  name,
  type: buttonTypes[button.style ?? 'plain'],
  text: oneLine(button.text, partLimits.buttonText),
  ...(inForm && { form_action_type: 'submit' }),
  ...(button.confirm && {
    confirm: {
      title: oneLine(button.confirm.title, partLimits.confirmTitle),
      text: plainText(clip(button.confirm.text, partLimits.confirmText)),
    },
  }),
  behaviors: [{ type: 'callback', value: button.action }],
})

/** Buttons side by side, wrapped where the card is narrow. */
export function renderButtons(
  items: Button[],
  names: NamesInCard,
  inForm: boolean,
  prefix: string,
): Element[] {
  const rows: Element[] = []
  for (let from = 0; from < items.length; from += partLimits.buttonsInARow) {
    const some = items.slice(from, from + partLimits.buttonsInARow)
    const elements = some.map((item, at) =>
      renderButton(item, names.own(`${prefix}_${from + at + 1}`), inForm),
    )
    rows.push(row(elements.map((element) => ({ elements: [element] }))))
  }
  return rows
}

/** Options with the same value are one, and one without a value cannot be chosen: the platform refuses both. */
const distinct = (options: Option[]): Option[] => [
  ...new Map(
    options.filter(({ value }) => value.trim() !== '').map((option) => [option.value, option]),
  ).values(),
]

const renderOptions = (options: Option[]) =>
  options.map(({ text, value }) => ({ text: oneLine(text, partLimits.optionText), value }))

const label = (field: Field): string => `${clip(field.label, partLimits.label)}${field.required ? ' *' : ''}`

const hint = (field: Field, fallback: string) => ({
  placeholder: oneLine(
    clipUnits(field.placeholder ?? fallback, partLimits.placeholder),
    partLimits.placeholder,
  ),
})

function renderInput(name: string, field: Field & { kind: 'line' | 'area' }): Element[] {
  const maxLength = Math.min(
    Math.max(1, Math.trunc(field.maxLength ?? partLimits.inputLength)),
    partLimits.inputLength,
  )
  return [
    {
      tag: 'input',
      name,
      required: field.required ?? false,
      label: plainText(label(field)),
      label_position: 'top',
      ...hint(field, '请输入'),
      input_type: field.kind === 'area' ? 'multiline_text' : 'text',
      ...(field.kind === 'area' && { rows: 3, auto_resize: true, max_rows: 8 }),
      max_length: maxLength,
      width: 'fill',
      ...(field.value && { default_value: printable(field.value.slice(0, maxLength)) }),
    },
  ]
}

function renderSelect(name: string, field: Field & { kind: 'choice' | 'choices' }): Element[] {
  const options = distinct(field.options)
  if (options.length === 0) return [paragraph(label(field)), paragraph('没有可选项', { color: 'grey' })]
  const known = (value: string) => options.some((option) => option.value === value)
  const chosen =
    field.kind === 'choice'
      ? field.value !== undefined && known(field.value) && { initial_option: field.value }
      : field.values?.some(known) && { selected_values: field.values.filter(known) }
  return [
    paragraph(label(field)),
    {
      tag: field.kind === 'choice' ? 'select_static' : 'multi_select_static',
      name,
      required: field.required ?? false,
      width: 'fill',
      ...hint(field, '请选择'),
      options: renderOptions(options),
      ...chosen,
    },
  ]
}

const pickers = {
  date: { tag: 'date_picker', initial: 'initial_date', form: /^\d{4}-\d{2}-\d{2}$/, hint: '选择日期' },
  datetime: {
    tag: 'picker_datetime',
    initial: 'initial_datetime',
    form: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/,
    hint: '选择日期和时间',
  },
} as const

function renderPicker(name: string, field: Field & { kind: 'date' | 'datetime' }): Element[] {
  const picker = pickers[field.kind]
  return [
    paragraph(label(field)),
    {
      tag: picker.tag,
      name,
      required: field.required ?? false,
      width: 'fill',
      ...hint(field, picker.hint),
      ...(field.value && picker.form.test(field.value) && { [picker.initial]: field.value }),
    },
  ]
}

/** A box inside a form has no callback: it is ticked on the screen and submitted with the form. */
const renderCheck = (name: string, field: Field & { kind: 'check' }): Element[] => [
  {
    tag: 'checker',
    name,
    checked: field.value ?? false,
    text: plainText(label(field)),
    overall_checkable: true,
  },
]

function renderField(name: string, field: Field): Element[] {
  switch (field.kind) {
    case 'line':
    case 'area':
      return renderInput(name, field)
    case 'choice':
    case 'choices':
      return renderSelect(name, field)
    case 'date':
    case 'datetime':
      return renderPicker(name, field)
    case 'check':
      return renderCheck(name, field)
  }
}

/** What stands in a form's place when it cannot be shown whole. */
export const formSentence = '这张表单内容过多，卡片放不下。请发送“/帮助”，查看用命令办理的写法。'

/** A form with its inputs and, in one row, its submit buttons. Without a button it could not be submitted. */
export function renderForm(form: Form, names: NamesInCard): Element[] {
  if (form.buttons.length === 0) return [paragraph(formSentence)]
  const fields = Object.entries(form.fields).flatMap(([id, field]) => renderField(names.field(id), field))
  const buttons = renderButtons(form.buttons, names, true, `${form.id}_submit`)
  return [
    {
      tag: 'form',
      name: names.own(form.id),
      direction: 'vertical',
      vertical_spacing: '8px',
      elements: [...fields, ...buttons],
    },
  ]
}
