import { type DutyWording, stateWords } from '../domain/cadence/duty-wording.ts'
import type { CadenceStatus, StatusTone } from '../domain/cadence/status-words.ts'
import type { Block, Card, Tag, TagTone } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords } from './wording.ts'

const tones: Record<StatusTone, TagTone> = {
  grey: 'neutral',
  blue: 'info',
  orange: 'attention',
  green: 'success',
  yellow: 'late',
  red: 'danger',
  'dark-red': 'lost',
}

/** A status as a coloured word, in the words of its duty. */
export function cadenceTag(status: CadenceStatus, wording: DutyWording): Tag {
  const { label, tone } = stateWords(status, wording)
  return { text: label, tone: tones[tone] }
}

/** One obligation in one period. */
export interface ProgressRow {
  label: string
  period: string
  status: CadenceStatus
  wording: DutyWording
  /** The meeting that decides the state, or what is to be done. */
  remark: string
}

/** Every obligation of an organisation with its state. */
export function progressCard(facts: {
  name: string
  span: string
  today: string
  rows: ProgressRow[]
  provisional: boolean
  /** A kind of meeting that the organisation holds, for the line that says how to arrange one. */
  example: string
  /** What comes before the list: the year as a table. */
  above?: readonly Block[]
}): Card {
  const worst = facts.rows.find((row) => ['missed', 'overdue'].includes(row.status))
  const soon = facts.rows.find((row) => ['unconfirmed', 'due_soon'].includes(row.status))
  return {
    title: `${facts.name}进度`,
    tone: worst ? 'danger' : soon ? 'attention' : 'info',
    subtitle: facts.span,
    tags: [{ text: `截至${dateWords(facts.today, facts.today)}`, tone: 'neutral' }],
    blocks: [
      ...(facts.above ?? []),
      {
        type: 'table',
        columns: [
          { key: 'label', label: '事项' },
          { key: 'period', label: '周期' },
          { key: 'status', label: '状态' },
          { key: 'remark', label: '说明' },
        ],
        rows: facts.rows.map((row) => ({
          label: row.label,
          period: row.period,
          status: cadenceTag(row.status, row.wording),
          remark: row.remark,
        })),
        pageSize: 10,
      },
    ],
    ...markedNote(`安排会议：/会议 新建 ${facts.example || '党员大会'} 时间 议题=…`, facts.provisional),
    summary:
      `${facts.name}进度：${facts.rows.map((row) => `${row.label}${stateWords(row.status, row.wording).label}`).join('，')}`.slice(
        0,
        120,
      ),
  }
}
