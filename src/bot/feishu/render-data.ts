import type { Block, Cell } from '../../cards/card.ts'
import { clip, type Element, paragraph, printable } from './card-json.ts'
import { partLimits } from './limits.ts'
import { tagColors } from './tag-colors.ts'

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>

/** Numbers only: the chart library reads anything else as a gap or fails. */
const points = (block: BlockOf<'chart'>) =>
  block.points.map(({ label, value }) => ({
    label: clip(printable(label), partLimits.chartLabel),
    value: Number.isFinite(value) ? value : 0,
  }))

const chartSpecs = {
  bar: (block: BlockOf<'chart'>) => ({
    type: 'bar',
    direction: 'horizontal',
    title: { text: clip(printable(block.title), partLimits.title) },
    data: { values: points(block) },
    xField: 'value',
    yField: 'label',
    label: { visible: true },
  }),
  pie: (block: BlockOf<'chart'>) => ({
    type: 'pie',
    title: { text: clip(printable(block.title), partLimits.title) },
    data: { values: points(block) },
    categoryField: 'label',
    valueField: 'value',
    outerRadius: 0.9,
    innerRadius: 0.5,
    legends: { visible: true, orient: 'right' },
    label: { visible: true },
  }),
}

/** A chart; without points a sentence. */
export const renderChart = (block: BlockOf<'chart'>): Element[] =>
  block.points.length === 0
    ? [paragraph(`${block.title}：暂无数据`, { color: 'grey' })]
    : [
        {
          tag: 'chart',
          aspect_ratio: '2:1',
          color_theme: 'brand',
          preview: false,
          chart_spec: chartSpecs[block.kind](block),
        },
      ]

const cellText = (cell: Cell): string => clip(typeof cell === 'string' ? cell : cell.text, partLimits.cell)

const optionCell = (cell: Cell) => [
  { text: cellText(cell), color: typeof cell === 'string' ? 'neutral' : tagColors[cell.tone] },
]

/** A table with pages; a column with a coloured cell is a column of small tags. */
export function renderTable({ columns, rows, pageSize = 5 }: BlockOf<'table'>): Element[] {
  const shown = columns.slice(0, partLimits.columns)
  if (rows.length === 0 || shown.length === 0) return [paragraph('暂无记录', { color: 'grey' })]
  const colored = (key: string) => rows.some((cells) => typeof cells[key] === 'object')
  const columnsJson = shown.map(({ key, label }, at) => ({
    name: `c${at}`,
    display_name: clip(printable(label), partLimits.columnLabel) || '–',
    data_type: colored(key) ? 'options' : 'text',
    width: 'auto',
  }))
  const rowsJson = rows.map((cells) =>
    Object.fromEntries(
      shown.map(({ key }, at) => {
        const cell = cells[key] ?? ''
        return [`c${at}`, !colored(key) ? cellText(cell) : cellText(cell) === '' ? [] : optionCell(cell)]
      }),
    ),
  )
  return [
    {
      tag: 'table',
      page_size: Math.min(Math.max(1, Math.trunc(pageSize)), partLimits.pageSize),
      row_height: 'low',
      header_style: { bold: true, background_style: 'grey', text_align: 'left' },
      columns: columnsJson,
      rows: rowsJson,
    },
  ]
}
