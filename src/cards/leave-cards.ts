import { z } from 'zod'
import type { DutyWording } from '../domain/cadence/duty-wording.ts'
import { leaveWords } from '../domain/cadence/overrides.ts'
import { periodWords } from '../domain/calendar/period-words.ts'
import type { ObligationOverride } from '../domain/ports/index.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card } from './card.ts'
import { dateWords } from './wording.ts'

/** Takes a leave of the superior off the file. */
export const leaveWithdraw = cardAction('leave.withdraw', z.object({ leave: refId }))

/** A leave with the words that its card shows. */
export interface LeaveRow {
  leave: ObligationOverride
  label: string
  wording: DutyWording
  /** The group's name, where it is for one group. */
  body: string | null
  by: string
}

const titleOf = ({ leave, label, body }: LeaveRow): string =>
  `${periodWords(leave.period)}${label}${body === null ? '' : `（${body}）`}`

const documentOf = ({ documentNumber, documentDate }: ObligationOverride): string =>
  `${documentNumber}，${documentDate}`

const effectOf = ({ leave: { kind, until }, wording }: LeaveRow): string =>
  kind === 'exemption'
    ? `该周期不再要求${wording.fulfil}，不再提醒。`
    : `可在${dateWords(until ?? '')}前${wording.fulfil}，按期计算；登记时请写明${wording.makeUp}或归属的周期。`

/** What was registered, and what follows from it. */
export const leaveCard = (row: LeaveRow): Card => ({
  title: `已登记：${leaveWords(row.leave.kind, row)}`,
  tone: 'success',
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '事项', value: titleOf(row) },
        { label: '上级文件', value: documentOf(row.leave) },
        { label: '效果', value: effectOf(row) },
        { label: '登记人', value: row.by },
      ],
    },
  ],
  note: '登记有误的，可在 /免开 查询 中撤销。',
  summary: `已登记${leaveWords(row.leave.kind, row)}：${titleOf(row)}`,
})

/** All that is on file, each with a button to take it off. */
export const leavesCard = (organisation: string, rows: readonly LeaveRow[]): Card => ({
  title: '免开和延期登记',
  tone: 'info',
  subtitle: organisation,
  blocks:
    rows.length === 0
      ? [{ type: 'text', text: '没有登记。上级同意免开的：/免开 登记；上级同意延期的：/延期 登记' }]
      : rows.slice(0, 10).flatMap((row): Block[] => [
          {
            type: 'facts',
            items: [
              { label: titleOf(row), value: leaveWords(row.leave.kind, row) },
              {
                label: '上级文件',
                value: `${documentOf(row.leave)}${row.leave.until ? `，至${row.leave.until}` : ''}`,
              },
            ],
          },
          {
            type: 'buttons',
            items: [
              {
                text: '撤销登记',
                action: leaveWithdraw({ leave: row.leave.id }),
                confirm: { title: '撤销登记', text: `撤销后，${titleOf(row)}重新按原期限计算。` },
              },
            ],
          },
        ]),
  ...(rows.length > 10 ? { note: `共${rows.length}条，这里列出最近10条。` } : {}),
  summary: `免开和延期登记，共${rows.length}条`,
})

/** What stands in the place of the list after a withdrawal. */
export const leaveWithdrawnCard = (row: LeaveRow): Card => ({
  title: '已撤销登记',
  tone: 'neutral',
  blocks: [
    {
      type: 'text',
      text: `${titleOf(row)}的“${leaveWords(row.leave.kind, row)}”（${documentOf(row.leave)}）已撤销，按原期限计算。`,
    },
  ],
  summary: `已撤销登记：${titleOf(row)}`,
})
