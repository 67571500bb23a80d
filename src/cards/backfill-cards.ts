import type { DutyWording } from '../domain/cadence/duty-wording.ts'
import type { CadenceStatus } from '../domain/cadence/status-words.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Card } from './card.ts'
import { dateWords } from './wording.ts'

/** A meeting that was recorded afterwards, and what it counts for. */
export interface BackfillFacts {
  number: string
  title: string
  date: string
  today: string
  eligible: number | null
  attended: number | null
  /** Attendance reaches the share from which a meeting counts. */
  suffices: boolean
  counts: { duty: string; status: CadenceStatus; wording: DutyWording }[]
}

/** What was recorded, and where it counts. */
export const backfillCard = (facts: BackfillFacts): Card => ({
  title: '已补录会议',
  tone: facts.suffices ? 'success' : 'attention',
  subtitle: facts.number,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '会议', value: facts.title },
        { label: '召开日期', value: dateWords(facts.date, facts.today) },
        { label: '到会', value: attendanceWords(facts) },
      ],
    },
    {
      type: 'table',
      columns: [
        { key: 'duty', label: '计入' },
        { key: 'status', label: '状态' },
      ],
      rows: facts.counts.map(({ duty, status, wording }) => ({ duty, status: cadenceTag(status, wording) })),
    },
  ],
  note: noteOf(facts),
  summary: `已补录：${facts.title}`,
})

const attendanceWords = ({ eligible, attended }: BackfillFacts): string =>
  attended === null || eligible === null ? '未登记' : `应到${eligible}人，实到${attended}人`

function noteOf({ attended, suffices }: BackfillFacts): string {
  if (attended === null) return '到会人数未登记，可再补录一次并写明“应到= 实到=”。会议记录请存档备查。'
  return suffices ? '会议记录请存档备查。' : '实到不足应到人数的一半，不计入完成；需要重新召开或核对人数。'
}
