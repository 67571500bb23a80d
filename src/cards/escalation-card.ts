import { type DutyWording, stateWords } from '../domain/cadence/duty-wording.ts'
import type { CadenceStatus } from '../domain/cadence/status-words.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Card } from './card.ts'
import { dateWords } from './wording.ts'

/** One branch on a superior's list: states only, nothing of content or people. */
export interface EscalationRowFacts {
  branch: string
  label: string
  period: string
  status: CadenceStatus
  wording: DutyWording
}

/** 「组织生活制度落实情况」 (DOMAIN §5.2 card 7): branches with what is overdue or was not held. */
export function escalationCard(facts: { superior: string; date: string; rows: EscalationRowFacts[] }): Card {
  const names = [...new Set(facts.rows.map(({ branch }) => branch))]
  const lines = names.map((branch) => {
    const own = facts.rows.filter((row) => row.branch === branch)
    const of = (status: CadenceStatus) => own.filter((row) => row.status === status)
    const list = of('overdue').map(({ label, period }) => `${period}${label}`)
    const overdue = list.length > 0 ? `逾期${list.length}项（${list.join('、')}）` : '逾期0项'
    const missed = Map.groupBy(of('missed'), ({ wording }) => stateWords('missed', wording).label)
    const counts = [...new Set(['缺开', ...missed.keys()])].map(
      (word) => `${word}${missed.get(word)?.length ?? 0}项`,
    )
    return `${branch}：${[overdue, ...counts].join('，')}。`
  })
  return {
    title: '组织生活制度落实情况',
    tone: facts.rows.some(({ status }) => status === 'overdue' || status === 'missed')
      ? 'attention'
      : 'neutral',
    subtitle: `${facts.superior}　${dateWords(facts.date)}`,
    blocks: [
      { type: 'text', text: lines.join('\n') },
      {
        type: 'table',
        columns: [
          { key: 'branch', label: '支部' },
          { key: 'label', label: '事项' },
          { key: 'period', label: '周期' },
          { key: 'status', label: '现在' },
        ],
        rows: facts.rows.map(({ branch, label, period, status, wording }) => ({
          branch,
          label,
          period,
          status: cadenceTag(status, wording),
        })),
        pageSize: 10,
      },
    ],
    note: '只列状态，不含议题、发言和人员情况。已提前告知各支部。',
    summary: `${names.length}个支部有逾期未完成的事项`,
  }
}
