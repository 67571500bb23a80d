import { z } from 'zod'
import { cardAction, refId } from './actions.ts'
import type { Button, Card } from './card.ts'

/** Switches a routine on or off. */
export const routineSwitch = cardAction(
  'case.switch',
  z.object({ organisation: refId, process: z.string().max(60), on: z.boolean() }),
)

/** One routine, as it stands in an organisation. `on` null = not decided. */
export interface RoutineRow {
  id: string
  label: string
  span: string
  on: boolean | null
}

/** The routines of an organisation: those that are on are started at the beginning of each period. */
export const routinesCard = (facts: {
  organisationId: string
  name: string
  rows: readonly RoutineRow[]
}): Card => ({
  title: `例行事项：${facts.name}`,
  tone: 'info',
  blocks: [
    {
      type: 'text',
      text: '启用后，每期第一个工作日自动生成清单并提醒；不启用则不打扰。随时可以停用。',
      size: 'small',
    },
    {
      type: 'table',
      columns: [
        { key: 'label', label: '事项' },
        { key: 'span', label: '周期' },
        { key: 'state', label: '状态' },
      ],
      rows: facts.rows.map(({ label, span, on }) => ({
        label,
        span,
        state: on ? { text: '已启用', tone: 'success' } : { text: '未启用', tone: 'neutral' },
      })),
      pageSize: 10,
    },
    { type: 'buttons', items: facts.rows.map((row) => buttonOf(facts.organisationId, row)) },
  ],
  note: '也可以发送：/事项 启用 流程；/事项 停用 流程',
  summary: `例行事项：${facts.name}`,
})

const buttonOf = (organisation: string, { id, label, on }: RoutineRow): Button => ({
  text: `${on ? '停用' : '启用'}：${label}`,
  action: routineSwitch({ organisation, process: id, on: !on }),
})
