import { isFields } from '../json.ts'

/** What a property may hold; a failed check answers what was expected. */
export type Check = (value: unknown) => string | undefined

const check = (expected: string, ok: (value: unknown) => boolean): Check => {
  return (value) => (ok(value) ? undefined : expected)
}
const isText = (value: unknown): value is string => typeof value === 'string'
const isInteger = (low: number, high: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high

const string = check('a string', isText)
const filled = check('a string that is not empty', (value) => isText(value) && value.trim() !== '')
const upTo = (most: number): Check =>
  check(`a string of at most ${most} characters`, (v) => isText(v) && [...v].length <= most)
const boolean = check('a boolean', (value) => typeof value === 'boolean')
const number = check('a number', (value) => typeof value === 'number' && Number.isFinite(value))
const integer = (low: number, high: number): Check =>
  check(`an integer from ${low} to ${high}`, isInteger(low, high))
const oneOf = (...words: string[]): Check =>
  check(`one of ${words.join(', ')}`, (value) => isText(value) && words.includes(value))
const list = check('a list', Array.isArray)
const someOf = (least: number, most: number): Check =>
  check(
    `a list of ${least} to ${most} items`,
    (v) => Array.isArray(v) && v.length >= least && v.length <= most,
  )
const object = check('an object', isFields)
const tagged = (...tags: string[]): Check =>
  check(
    `an object with tag ${tags.join(' or ')}`,
    (value) => isFields(value) && tags.includes(String(value.tag)),
  )
const like = (what: string, shape: RegExp): Check =>
  check(what, (value) => isText(value) && shape.test(value))

const text = tagged('plain_text', 'lark_md')
const plain = tagged('plain_text')
const icon = tagged('standard_icon', 'custom_icon')
const name = like('a name of 1 to 100 characters', /^\S.{0,99}$/s)
const spacing = like('a distance such as 8px or medium', /^(small|medium|large|extra_large|-?\d{1,2}px)$/)
const distances = like('1 to 4 distances such as 4px 8px', /^(-?\d{1,2}(px)?)( -?\d{1,2}(px)?){0,3}$/)
const width = like('default, fill, auto or pixels', /^(default|fill|auto|\[?\d{1,4}px\]?)$/)
const horizontal = oneOf('left', 'center', 'right')
const vertical = oneOf('top', 'center', 'bottom')
const direction = oneOf('vertical', 'horizontal')

/** Rules of one tag: the properties it knows, and those it must have. */
export interface Rules {
  properties: Record<string, Check>
  required?: string[]
}

const base = {
  tag: filled,
  element_id: like('a letter, then up to 19 letters, digits or _', /^[A-Za-z]\w{0,19}$/),
  margin: distances,
}
const flow = {
  direction,
  horizontal_spacing: spacing,
  horizontal_align: horizontal,
  vertical_spacing: spacing,
  vertical_align: vertical,
  padding: distances,
}
const answering = {
  behaviors: list,
  confirm: object,
  disabled: boolean,
  disabled_tips: plain,
  hover_tips: plain,
}
const field = { ...base, ...answering, name, required: boolean, width, placeholder: plain, value: object }
const selecting = { ...field, type: oneOf('default', 'text'), options: someOf(1, 200) }
const writing = {
  text_size: filled,
  text_color: filled,
  text_align: horizontal,
  lines: integer(1, 100),
  i18n_content: object,
}

/** Every tag of Card JSON 2.0 that may stand in a card, with its properties. Everything else is refused. */
export const vocabulary: Record<string, Rules> = {
  plain_text: { properties: { ...base, ...writing, content: string }, required: ['content'] },
  lark_md: { properties: { ...base, ...writing, content: string }, required: ['content'] },
  standard_icon: {
    properties: { tag: filled, token: filled, color: filled, size: filled },
    required: ['token'],
  },
  custom_icon: { properties: { tag: filled, img_key: filled, size: filled }, required: ['img_key'] },
  text_tag: {
    properties: {
      tag: filled,
      element_id: base.element_id,
      text,
      color: oneOf(
        ...[
          'neutral',
          'blue',
          'turquoise',
          'lime',
          'orange',
          'violet',
          'indigo',
          'wathet',
          'green',
          'yellow',
          'red',
        ],
        ...['purple', 'carmine'],
      ),
    },
    required: ['text'],
  },
  markdown: {
    properties: {
      ...base,
      text_size: filled,
      text_align: horizontal,
      i18n_content: object,
      content: string,
      icon,
    },
    required: ['content'],
  },
  div: { properties: { ...base, text, icon, width, fields: list } },
  hr: { properties: base },
  img: {
    properties: {
      ...base,
      img_key: filled,
      alt: plain,
      title: text,
      corner_radius: filled,
      scale_type: oneOf('crop_center', 'crop_top', 'fit_horizontal'),
      size: filled,
      transparent: boolean,
      preview: boolean,
    },
    required: ['img_key', 'alt'],
  },
  img_combination: {
    properties: {
      ...base,
      combination_mode: filled,
      corner_radius: filled,
      img_list: list,
      combination_transparent: boolean,
    },
    required: ['combination_mode', 'img_list'],
  },
  person: {
    properties: {
      ...base,
      user_id: filled,
      size: filled,
      show_avatar: boolean,
      show_name: boolean,
      style: oneOf('normal', 'capsule'),
    },
    required: ['user_id'],
  },
  person_list: {
    properties: {
      ...base,
      persons: list,
      size: oneOf('extra_small', 'small', 'medium', 'large'),
      show_avatar: boolean,
      show_name: boolean,
      lines: integer(1, 100),
      drop_invalid_user_id: boolean,
      icon,
    },
    required: ['persons'],
  },
  chart: {
    properties: {
      ...base,
      chart_spec: object,
      aspect_ratio: oneOf('1:1', '2:1', '4:3', '16:9'),
      color_theme: oneOf('brand', 'rainbow', 'complementary', 'converse', 'primary'),
      preview: boolean,
      height: like('auto or pixels', /^(auto|\d{1,3}px)$/),
    },
    required: ['chart_spec'],
  },
  table: {
    properties: {
      ...base,
      columns: someOf(1, 50),
      rows: list,
      page_size: integer(1, 10),
      row_height: like('low, middle, high, auto or pixels', /^(low|middle|high|auto|\d{2,3}px)$/),
      row_max_height: like('pixels', /^\d{2,3}px$/),
      freeze_first_column: boolean,
      header_style: object,
    },
    required: ['columns', 'rows'],
  },
  column_set: {
    properties: {
      ...base,
      horizontal_spacing: spacing,
      horizontal_align: horizontal,
      flex_mode: oneOf('none', 'stretch', 'flow', 'bisect', 'trisect'),
      background_style: filled,
      columns: someOf(1, 50),
      action: object,
    },
    required: ['columns'],
  },
  column: {
    properties: {
      ...base,
      ...flow,
      width: like('auto, weighted or 16px to 600px', /^(auto|weighted|(1[6-9]|[2-9]\d|[1-5]\d\d|600)px)$/),
      weight: integer(1, 5),
      background_style: filled,
      action: object,
      elements: list,
    },
    required: ['elements'],
  },
  form: {
    properties: { ...base, ...flow, name, confirm: object, elements: someOf(1, 200) },
    required: ['name', 'elements'],
  },
  interactive_container: {
    properties: {
      ...base,
      ...flow,
      ...answering,
      width,
      height: filled,
      background_style: filled,
      has_border: boolean,
      border_color: filled,
      corner_radius: filled,
      elements: list,
    },
    required: ['behaviors', 'elements'],
  },
  collapsible_panel: {
    properties: {
      ...base,
      ...flow,
      expanded: boolean,
      background_color: filled,
      header: object,
      border: object,
      elements: list,
    },
    required: ['header', 'elements'],
  },
  button: {
    properties: {
      ...base,
      ...answering,
      name,
      type: oneOf(
        ...['default', 'primary', 'danger', 'text', 'primary_text', 'danger_text'],
        ...['primary_filled', 'danger_filled', 'laser'],
      ),
      size: oneOf('tiny', 'small', 'medium', 'large'),
      width,
      text: plain,
      icon,
      form_action_type: oneOf('submit', 'reset'),
    },
  },
  checker: {
    properties: {
      ...base,
      ...answering,
      padding: distances,
      name,
      checked: boolean,
      text,
      overall_checkable: boolean,
      button_area: object,
      checked_style: object,
    },
  },
  input: {
    properties: {
      ...field,
      placeholder: (value) => plain(value) ?? (isFields(value) ? upTo(100)(value.content) : undefined),
      default_value: upTo(1000),
      max_length: integer(1, 1000),
      input_type: oneOf('text', 'multiline_text', 'password'),
      show_icon: boolean,
      rows: integer(1, 100),
      auto_resize: boolean,
      max_rows: integer(1, 100),
      label: plain,
      label_position: oneOf('top', 'left'),
    },
  },
  select_static: {
    properties: { ...selecting, initial_option: string, initial_index: integer(0, 200) },
    required: ['options'],
  },
  multi_select_static: { properties: { ...selecting, selected_values: list }, required: ['options', 'name'] },
  select_person: { properties: { ...selecting, options: list, initial_option: string } },
  multi_select_person: {
    properties: { ...selecting, options: list, selected_values: list },
    required: ['name'],
  },
  date_picker: { properties: { ...field, initial_date: like('yyyy-MM-dd', /^\d{4}-\d\d-\d\d$/) } },
  picker_time: { properties: { ...field, initial_time: like('HH:mm', /^\d\d:\d\d$/) } },
  picker_datetime: {
    properties: { ...field, initial_datetime: like('yyyy-MM-dd HH:mm', /^\d{4}-\d\d-\d\d \d\d:\d\d$/) },
  },
  overflow: {
    properties: { ...base, ...answering, width, options: someOf(1, 50), value: object },
    required: ['options'],
  },
}

/** Rules of the objects that carry no tag, by where they stand. */
export const frames = {
  card: {
    properties: { schema: oneOf('2.0'), config: object, card_link: object, header: object, body: object },
    required: ['schema', 'config', 'body'],
  },
  config: {
    properties: {
      streaming_mode: boolean,
      streaming_config: object,
      summary: object,
      locales: list,
      enable_forward: boolean,
      enable_forward_interaction: boolean,
      update_multi: check('true', (value) => value === true),
      width_mode: oneOf('default', 'compact', 'fill'),
      use_custom_translation: boolean,
      style: object,
    },
    required: ['update_multi', 'summary'],
  },
  summary: { properties: { content: filled, i18n_content: object }, required: ['content'] },
  header: {
    properties: {
      title: text,
      subtitle: text,
      template: oneOf(
        ...['blue', 'wathet', 'turquoise', 'green', 'yellow', 'orange', 'red', 'carmine', 'violet', 'purple'],
        ...['indigo', 'grey', 'default'],
      ),
      icon,
      text_tag_list: someOf(0, 3),
      i18n_text_tag_list: object,
      padding: distances,
    },
    required: ['title'],
  },
  body: { properties: { ...flow, elements: list }, required: ['elements'] },
  confirm: { properties: { title: plain, text: plain }, required: ['title'] },
  option: { properties: { text: plain, value: filled, icon }, required: ['text', 'value'] },
  choice: { properties: { text: plain, value: filled, multi_url: object }, required: ['text'] },
  candidate: { properties: { value: filled }, required: ['value'] },
  callback: { properties: { type: oneOf('callback'), value: object }, required: ['value'] },
  link: {
    properties: {
      type: oneOf('open_url'),
      default_url: filled,
      pc_url: string,
      ios_url: string,
      android_url: string,
    },
    required: ['default_url'],
  },
  formAction: {
    properties: { type: oneOf('form_action'), behavior: oneOf('submit', 'reset') },
    required: ['behavior'],
  },
  panelHeader: {
    properties: {
      title: tagged('plain_text', 'markdown'),
      background_color: filled,
      vertical_align: vertical,
      padding: distances,
      position: filled,
      width,
      icon,
      icon_position: oneOf('left', 'right', 'follow_text'),
      icon_expanded_angle: number,
    },
    required: ['title'],
  },
  checkedStyle: { properties: { show_strikethrough: boolean, opacity: number } },
  buttonArea: {
    properties: { pc_display_rule: oneOf('always', 'on_hover'), buttons: someOf(1, 3) },
    required: ['buttons'],
  },
  tableColumn: {
    properties: {
      name: filled,
      display_name: string,
      data_type: oneOf('text', 'lark_md', 'options', 'number', 'persons', 'date', 'markdown'),
      width: filled,
      horizontal_align: horizontal,
      vertical_align: vertical,
      date_format: filled,
      format: object,
    },
    required: ['name', 'data_type'],
  },
} satisfies Record<string, Rules>

/** Kinds of chart that the client can draw. */
export const chartKinds = [
  ...['line', 'area', 'bar', 'pie', 'scatter', 'radar', 'funnel', 'wordCloud', 'common'],
  ...['linearProgress', 'circularProgress', 'progress'],
]
