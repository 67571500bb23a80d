import type { DutyWording } from '../domain/cadence/duty-wording.ts'
import type { CadenceStatus } from '../domain/cadence/status-words.ts'
import { periodWords } from '../domain/calendar/period-words.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Card } from './card.ts'

/** What an entry in a register of people brought. */
export interface RegisteredFacts {
  label: string
  period: string
  /** New entries, or entries taken out. */
  entries: number
  withdrawn: boolean
  done: number
  due: number
  status: CadenceStatus
  wording: DutyWording
}

/** Counts only: nobody's name, nothing of what was said. */
export const registeredCard = (facts: RegisteredFacts): Card => ({
  title: facts.withdrawn ? '已撤销登记' : '已登记',
  tone: 'success',
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '事项', value: `${periodWords(facts.period)}${facts.label}` },
        { label: facts.withdrawn ? '本次撤销' : '本次登记', value: `${facts.entries}条` },
        { label: '本期进度', value: `已登记${facts.done}人，应${facts.due}人` },
        { label: '状态', value: cadenceTag(facts.status, facts.wording).text },
      ],
    },
  ],
  note: `只记人次，不记内容。谁还没有登记（仅私聊答复）：/登记 查询 ${facts.label}`,
  summary: `${facts.label}：已登记${facts.done}人，应${facts.due}人`,
})

/** Who is not yet in a register, with the periods; shown to those who keep it, in private. */
export const missingCard = (facts: {
  label: string
  organisation: string
  from: string
  to: string
  rows: { name: string; periods: string[] }[]
}): Card => ({
  title: `${facts.label}：未登记人员`,
  tone: facts.rows.length > 0 ? 'attention' : 'success',
  subtitle: facts.organisation,
  blocks:
    facts.rows.length === 0
      ? [{ type: 'text', text: `${periodWords(facts.from)}至${periodWords(facts.to)}都已登记。` }]
      : [
          {
            type: 'table',
            columns: [
              { key: 'name', label: '姓名' },
              { key: 'periods', label: '未登记的周期' },
              { key: 'count', label: '次数' },
            ],
            rows: facts.rows.map(({ name, periods }) => ({
              name,
              periods: periods.map(periodWords).join('、'),
              count: String(periods.length),
            })),
          },
        ],
  note: `补登：/登记 ${facts.label} 姓名 所属期=…`,
  summary: `${facts.label}：${facts.rows.length}人有未登记的周期`,
})
