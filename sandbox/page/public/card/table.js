import { h, icon } from '../dom.js'
import { isoDayOf, timeOf } from '../time.js'
import { markdown } from './markdown.js'
import { memory } from './memory.js'
import { personChip } from './person.js'

/** @param {number} at @param {string} format such as `YYYY-MM-DD HH:mm` */
function dated(at, format) {
  const [year = '', month = '', day = ''] = isoDayOf(at).split('-')
  const [hour = '', minute = ''] = timeOf(at).split(':')
  return format
    .replace('YYYY', year)
    .replace('MM', month)
    .replace('DD', day)
    .replace('HH', hour)
    .replace('mm', minute)
}

/** @param {unknown} value @param {Record<string, any>} format */
function numbered(value, { precision, symbol = '', separator }) {
  const digits =
    precision === undefined ? {} : { minimumFractionDigits: precision, maximumFractionDigits: precision }
  return symbol + Number(value).toLocaleString('zh-CN', { useGrouping: separator === true, ...digits })
}

/** How each kind of cell is drawn. @type {Record<string, (value: any, column: Record<string, any>) => (Node | string)[]>} */
const kinds = {
  text: (value) => [String(value ?? '')],
  lark_md: (value) => [markdown(String(value ?? ''))],
  markdown: (value) => [markdown(String(value ?? ''))],
  options: (value) =>
    (Array.isArray(value) ? value : []).map(({ text, color }) =>
      h('span', { class: `tag tag-${color ?? 'neutral'}` }, text),
    ),
  number: (value, { format = {} }) => [
    value === undefined || value === null || value === '' ? '' : numbered(value, format),
  ],
  persons: (value) =>
    (Array.isArray(value) ? value : [value]).filter(Boolean).map((id) => personChip(String(id))),
  date: (value, { date_format = 'YYYY-MM-DD' }) => [
    value ? h('span', { class: 'date-cell' }, dated(Number(value), date_format)) : '',
  ],
}

/** @param {Record<string, any>} element @param {import('./render.js').Place} place */
export function drawTable(element, place) {
  const { columns = [], rows = [], page_size: size = 5, header_style: style = {} } = element
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const current = memory(place, `page ${place.path}`, 0)
  const box = h('div', { class: `table-box row-${element.row_height ?? 'low'}` })
  const show = () => {
    const page = Math.min(current.get(), pages - 1)
    const shown = rows.slice(page * size, page * size + size)
    const head = columns.map((/** @type {any} */ column) =>
      cell('th', [column.display_name ?? column.name], column),
    )
    const line = (/** @type {any} */ row) =>
      h(
        'tr',
        null,
        columns.map((/** @type {any} */ column) =>
          cell('td', (kinds[column.data_type] ?? kinds.text)?.(row[column.name], column) ?? [], column),
        ),
      )
    const turn = (
      /** @type {number} */ step,
      /** @type {string} */ label,
      /** @type {'left' | 'right'} */ picture,
    ) =>
      h(
        'button',
        {
          type: 'button',
          class: 'turn',
          'aria-label': label,
          disabled: page + step < 0 || page + step >= pages,
          onclick: () => {
            current.set(page + step)
            show()
          },
        },
        icon(picture, 14),
      )
    box.replaceChildren(
      h(
        'div',
        { class: 'table-scroll' },
        h(
          'table',
          {
            class: `table${style.background_style === 'grey' ? ' grey-head' : ''}${style.bold === false ? '' : ' bold-head'}`,
          },
          h('thead', null, h('tr', null, head)),
          h('tbody', null, shown.map(line)),
        ),
      ),
      pages > 1
        ? h(
            'div',
            { class: 'pager' },
            turn(-1, '上一页', 'left'),
            h('span', null, `${page + 1} / ${pages}`),
            turn(1, '下一页', 'right'),
          )
        : '',
    )
  }
  show()
  return box
}

/** @param {'th' | 'td'} tag @param {(Node | string)[]} content @param {Record<string, any>} column */
function cell(tag, content, column) {
  const node = h(tag, null, ...content)
  if (column.horizontal_align) node.style.textAlign = column.horizontal_align
  if (/^\d+(px|%)$/.test(column.width ?? '')) node.style.width = column.width
  return node
}
