import type { DutyWording } from '../domain/cadence/duty-wording.ts'
import type { CadenceStatus } from '../domain/cadence/status-words.ts'
import { periodWords } from '../domain/calendar/period-words.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Block, Card } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dutyWord, type OpenDuty, urgeButton } from './urging-cards.ts'

/** One branch in the superior's eyes: every duty, and 催办 for those that are open. */
export const branchCard = (facts: {
  branch: string
  from: string
  to: string
  rows: { label: string; period: string; status: CadenceStatus; wording: DutyWording }[]
  open: OpenDuty[]
  provisional: boolean
}): Card => ({
  title: `${facts.branch}进度`,
  tone: facts.open.some(({ status }) => status === 'overdue') ? 'danger' : 'info',
  subtitle: `${facts.from} 至 ${facts.to}`,
  blocks: [
    {
      type: 'table',
      columns: [
        { key: 'label', label: '事项' },
        { key: 'period', label: '周期' },
        { key: 'status', label: '状态' },
      ],
      rows: facts.rows.map(({ label, period, status, wording }) => ({
        label,
        period: periodWords(period),
        status: cadenceTag(status, wording),
      })),
      pageSize: 10,
    },
    ...facts.open.flatMap((duty): Block[] => [
      {
        type: 'facts',
        items: [
          {
            label: dutyWord(duty),
            value: `${cadenceTag(duty.status, duty.wording).text}${duty.urgedToday ? '，今天已催办' : ''}`,
          },
        ],
      },
      ...(duty.urgedToday ? [] : [{ type: 'buttons' as const, items: [urgeButton(duty)] }]),
    ]),
  ],
  ...markedNote('催办送达支部书记本人并留存记录，同一事项每天一次。', facts.provisional),
  summary: `${facts.branch}进度`,
})
