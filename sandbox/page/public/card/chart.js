import { h, svg } from '../dom.js'

/** @typedef {Record<string, any>} Spec */
const colours = 8
const ratios = /** @type {Record<string, number>} */ ({ '1:1': 1, '2:1': 2, '4:3': 4 / 3, '16:9': 16 / 9 })
const width = 480

/** @param {Spec} spec @returns {Record<string, any>[]} */
const valuesOf = (spec) =>
  (Array.isArray(spec.data) ? spec.data : [spec.data ?? {}]).flatMap(({ values = [] }) => values)
/** @param {unknown} field */
const first = (field) => String(Array.isArray(field) ? field[0] : (field ?? ''))
/** A number as short as it can be. @param {number} value */
const short = (value) => String(Math.round(value * 100) / 100)

/** A round upper end of an axis and its step. @param {number} most */
function scale(most) {
  const rough = Math.max(most, 1) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough,
  )
  return { step, top: Math.ceil(Math.max(most, 1) / step) * step }
}

/** @param {Spec} spec @param {string} categoryField @param {string} valueField */
function seriesOf(spec, categoryField, valueField) {
  const values = valuesOf(spec)
  const categories = [...new Set(values.map((value) => String(value[categoryField])))]
  const field = spec.seriesField && spec.seriesField !== categoryField ? spec.seriesField : undefined
  const names = field ? [...new Set(values.map((value) => String(value[field])))] : ['']
  const of = (/** @type {string} */ name, /** @type {string} */ category) =>
    values
      .filter(
        (value) => (!field || String(value[field]) === name) && String(value[categoryField]) === category,
      )
      .reduce((sum, value) => sum + Number(value[valueField] ?? 0), 0)
  return { categories, names, of, byCategory: spec.seriesField === categoryField }
}

/** @param {string[]} names */
const legend = (names) =>
  h(
    'div',
    { class: 'legend' },
    names.map((name, index) => h('span', { class: `legend-item paint-${index % colours}` }, name)),
  )

/** @param {number} height @param {...Node} shapes */
const canvas = (height, ...shapes) =>
  svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'chart-canvas', role: 'img' }, ...shapes)

/** @param {number} x @param {number} y @param {string} text @param {string} [anchor] */
const label = (x, y, text, anchor = 'middle') =>
  svg('text', { x, y, 'text-anchor': anchor, class: 'chart-text' }, text)

/** @param {Spec} spec @param {number} height */
function horizontalBars(spec, height) {
  const { categories, names, of, byCategory } = seriesOf(spec, first(spec.yField), first(spec.xField))
  const room = Math.max(...categories.map((category) => [...category].length), 2) * 13 + 12
  const most = Math.max(...categories.flatMap((category) => names.map((name) => of(name, category))), 1)
  const row = Math.min(48, (height - 8) / Math.max(1, categories.length))
  const thick = Math.min(18, (row - 8) / names.length)
  const shapes = categories.flatMap((category, index) => {
    const middle = 4 + row * index + row / 2
    const bars = names.flatMap((name, order) => {
      const value = of(name, category)
      const length = (value / most) * (width - room - 48)
      const y = middle - (thick * names.length) / 2 + thick * order
      return [
        svg('rect', {
          x: room,
          y: y + 1,
          width: Math.max(2, length),
          height: thick - 2,
          rx: 3,
          class: `fill-${(byCategory ? index : order) % colours}`,
        }),
        label(room + length + 8, y + thick / 2 + 4, short(value), 'start'),
      ]
    })
    return [label(room - 10, middle + 4, category, 'end'), ...bars]
  })
  return [canvas(8 + row * categories.length, ...shapes), ...(names.length > 1 ? [legend(names)] : [])]
}

/** Axis lines with their numbers. @param {number} top @param {number} step @param {(value: number) => number} y */
function grid(top, step, y) {
  const lines = /** @type {Node[]} */ ([])
  for (let value = 0; value <= top + step / 1000; value += step)
    lines.push(
      svg('line', { x1: 40, x2: width - 8, y1: y(value), y2: y(value), class: 'chart-line' }),
      label(34, y(value) + 4, short(value), 'end'),
    )
  return lines
}

/** @param {Spec} spec @param {number} height */
function upright(spec, height) {
  const { categories, names, of, byCategory } = seriesOf(spec, first(spec.xField), first(spec.yField))
  const { top, step } = scale(
    Math.max(...categories.flatMap((category) => names.map((name) => of(name, category)))),
  )
  const y = (/** @type {number} */ value) => height - 26 - (value / top) * (height - 46)
  const slot = (width - 48) / Math.max(1, categories.length)
  const x = (/** @type {number} */ index) => 40 + slot * index + slot / 2
  const axis = categories.map((category, index) => label(x(index), height - 8, category))
  const shapes = spec.type === 'bar' ? bars() : lines()
  return [
    canvas(height, ...grid(top, step, y), ...axis, ...shapes),
    ...(names.length > 1 ? [legend(names)] : []),
  ]

  function bars() {
    const thick = Math.min(36, (slot * 0.6) / names.length)
    return categories.flatMap((category, index) =>
      names.flatMap((name, order) => {
        const left = x(index) - (thick * names.length) / 2 + thick * order
        const value = of(name, category)
        return [
          svg('rect', {
            x: left + 1,
            y: y(value),
            width: thick - 2,
            height: Math.max(0, y(0) - y(value)),
            rx: 3,
            class: `fill-${(byCategory ? index : order) % colours}`,
          }),
          label(left + thick / 2, y(value) - 5, short(value)),
        ]
      }),
    )
  }
  function lines() {
    return names.flatMap((name, order) => {
      const points = categories.map((category, index) => `${x(index)},${y(of(name, category))}`)
      const area =
        spec.type === 'area'
          ? [
              svg('polygon', {
                points: `${x(0)},${y(0)} ${points.join(' ')} ${x(categories.length - 1)},${y(0)}`,
                class: `fill-${order % colours} faint`,
              }),
            ]
          : []
      const dots = categories.map((category, index) =>
        svg('circle', { cx: x(index), cy: y(of(name, category)), r: 3.5, class: `fill-${order % colours}` }),
      )
      return [
        ...area,
        svg('polyline', { points: points.join(' '), class: `stroke-${order % colours}` }),
        ...dots,
      ]
    })
  }
}

/** @param {Spec} spec */
function pie(spec) {
  const values = valuesOf(spec)
  const nameField = first(spec.categoryField ?? spec.seriesField ?? spec.xField)
  const valueField = first(spec.valueField ?? spec.yField)
  const parts = values.map((value) => ({
    name: String(value[nameField]),
    value: Number(value[valueField] ?? 0),
  }))
  const whole = parts.reduce((sum, { value }) => sum + value, 0)
  // A stroke as wide as twice the radius makes a full disc, a narrower one a ring.
  const [radius, thick] = spec.innerRadius ? [58, 30] : [38, 76]
  const round = 2 * Math.PI * radius
  let before = 0
  const arcs = parts.map(({ value }, index) => {
    const share = whole > 0 ? value / whole : 0
    const arc = svg('circle', {
      cx: 90,
      cy: 90,
      r: radius,
      class: `arc stroke-${index % colours}`,
      'stroke-width': thick,
      'stroke-dasharray': `${share * round} ${round}`,
      'stroke-dashoffset': -before * round,
      transform: 'rotate(-90 90 90)',
    })
    before += share
    return arc
  })
  const list = h(
    'ul',
    { class: 'pie-list' },
    parts.map(({ name, value }, index) =>
      h(
        'li',
        { class: `legend-item paint-${index % colours}` },
        `${name} `,
        h('strong', null, short(value)),
        whole > 0 ? h('span', { class: 'sub' }, ` ${Math.round((value / whole) * 100)}%`) : null,
      ),
    ),
  )
  return [
    h(
      'div',
      { class: 'pie' },
      svg(
        'svg',
        { viewBox: '0 0 180 180', class: 'pie-canvas', role: 'img' },
        svg('circle', { cx: 90, cy: 90, r: radius, class: 'arc empty-arc', 'stroke-width': thick }),
        ...arcs,
      ),
      list,
    ),
  ]
}

/** @param {Spec} spec */
function progress(spec) {
  const [row = {}] = valuesOf(spec)
  const share = Math.max(0, Math.min(1, Number(row[first(spec.xField ?? spec.valueField ?? 'value')] ?? 0)))
  const bar = h('div', { class: 'progress-bar' })
  bar.style.width = `${share * 100}%`
  return [
    h(
      'div',
      { class: 'progress' },
      h('div', { class: 'progress-track' }, bar),
      h('span', null, `${Math.round(share * 100)}%`),
    ),
  ]
}

/**
 * Draws a chart by its VChart description: bars, lines, areas, pies and linear progress.
 * @param {Spec} spec @param {string | undefined} ratio
 */
export function drawChart(spec, ratio) {
  const height = Math.min(320, width / (ratios[ratio ?? ''] ?? 16 / 9))
  const title = spec.title?.text ? h('div', { class: 'chart-title' }, String(spec.title.text)) : null
  return h(
    'figure',
    {
      class: 'chart-box',
      'aria-label': valuesOf(spec)
        .map((value) => Object.values(value).join(' '))
        .join('，'),
    },
    title,
    ...parts(),
  )

  function parts() {
    if (spec.type === 'pie') return pie(spec)
    if (/progress/i.test(spec.type)) return progress(spec)
    if (spec.type === 'bar' && spec.direction === 'horizontal') return horizontalBars(spec, height)
    if (['bar', 'line', 'area', 'scatter'].includes(spec.type)) return upright(spec, height)
    return [h('div', { class: 'sub' }, '此类图表请在手机端查看')]
  }
}
