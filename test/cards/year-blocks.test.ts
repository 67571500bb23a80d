import { expect, it } from 'vitest'
import { cadenceTag } from '../../src/cards/cadence-cards.ts'
import { yearBlocks } from '../../src/cards/year-blocks.ts'
import { meetingWording } from '../../src/domain/cadence/duty-wording.ts'

it('shows a year as twelve months with coloured states, and how often each occurs', () => {
  const [table, chart] = yearBlocks('2026', [
    {
      label: '支部党员大会',
      wording: meetingWording,
      months: new Map([
        [3, 'done'],
        [6, 'missed'],
      ]),
    },
    { label: '党课', wording: meetingWording, months: new Map([[3, 'done']]) },
  ])
  if (table?.type !== 'table' || chart?.type !== 'chart') throw new Error('a table, then a chart')
  expect(table.columns.map(({ label }) => label)).toEqual([
    '事项',
    ...Array.from({ length: 12 }, (_, index) => `${index + 1}月`),
  ])
  expect(table.rows).toEqual([
    {
      label: '支部党员大会',
      m3: cadenceTag('done', meetingWording),
      m6: cadenceTag('missed', meetingWording),
    },
    { label: '党课', m3: cadenceTag('done', meetingWording) },
  ])
  expect(cadenceTag('done', meetingWording)).not.toEqual(cadenceTag('missed', meetingWording))
  expect(chart.points.map(({ value }) => value)).toEqual([2, 1])
})
