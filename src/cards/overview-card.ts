import { countWords } from '../domain/cadence/compliance.ts'
import type { DutyWording } from '../domain/cadence/duty-wording.ts'
import type { BranchStanding } from '../domain/cadence/overview.ts'
import { worstOf } from '../domain/cadence/status-words.ts'
import { meetingWord } from '../domain/meetings/kinds.ts'
import { type BelowFacts, belowBlocks } from './below-blocks.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Block, Button, Card, Cell } from './card.ts'
import { overviewBranch, overviewPage, urgeAll } from './overview-actions.ts'
import { markedNote } from './provisional-mark.ts'
import { dutyWord, type OpenDuty, urgeButton } from './urging-cards.ts'
import { dateWords } from './wording.ts'

/** Branches on one card; more are on further pages. */
export const BRANCHES_A_PAGE = 20
/** Exceptions of a page that get a button of their own. */
const URGE_BUTTONS = 5

/** The superior's view of its branches. */
export interface OverviewFacts extends BelowFacts {
  name: string
  from: string
  to: string
  today: string
  page: number
  /** Branches of the page, exceptions first, and how many there are on all pages. */
  branches: BranchStanding[]
  total: number
  /** Obligations that any of the branches has, in the order of the data. */
  obligations: { id: string; wording: DutyWording }[]
  counts: BranchStanding['counts']
  open: OpenDuty[]
  /** Whether whoever asked may urge these branches. */
  urging: boolean
  provisional: boolean
}

/** Branches × obligations, exceptions first. */
export function overviewCard(facts: OverviewFacts): Card {
  const { branches, total, page } = facts
  const worst = worstOf([
    ...branches.map((one) => one.worst),
    ...facts.subordinates.map((one) => one.worst.status),
  ])
  const pages = Math.ceil(total / BRANCHES_A_PAGE)
  const title = `${facts.name}：各支部进度`
  if (total === 0 && facts.subordinates.length === 0)
    return {
      title,
      tone: 'info',
      blocks: [{ type: 'text', text: '还没有支部关联到本组织。支部绑定时写“上级=”即可关联。' }],
      summary: title,
    }
  return {
    title,
    tone: worst === 'missed' || worst === 'overdue' ? 'danger' : worst === 'due_soon' ? 'attention' : 'info',
    subtitle: `${facts.from} 至 ${facts.to}，截至${dateWords(facts.today, facts.today)}`,
    tags: [{ text: `${total}个支部`, tone: 'neutral' }],
    blocks: [
      { type: 'text', text: countWords(facts.counts) },
      ...belowBlocks(facts),
      ...(total > 0 ? [matrix(facts), ...urgeRows(facts.open), branchForm(facts)] : []),
      ...(total > 0
        ? [{ type: 'buttons' as const, items: [...pageButtons(facts, pages), ...urgeAllButton(facts)] }]
        : []),
    ],
    ...markedNote(
      pages > 1 ? `第${page + 1}页，共${pages}页，异常的排在前面。` : '异常的排在前面。',
      facts.provisional,
    ),
    summary: `${title}：${countWords(facts.counts)}`,
  }
}

const branchForm = ({ superiorId: superior, span: of, branches }: OverviewFacts): Block => ({
  type: 'form',
  id: 'branch',
  fields: {
    branch: {
      kind: 'choice',
      label: '支部',
      required: true,
      options: branches.map(({ branchId, name }) => ({ value: branchId, text: name })),
      ...(branches[0] ? { value: branches[0].branchId } : {}),
    },
  },
  buttons: [{ text: '查看支部', action: overviewBranch({ superior, span: of }) }],
})

const matrix = ({ branches, obligations }: OverviewFacts): Block => ({
  type: 'table',
  columns: [
    { key: 'branch', label: '支部' },
    ...obligations.map(({ id }) => ({ key: id, label: meetingWord(id) })),
  ],
  rows: branches.map(({ name, cells }) => ({
    branch: name,
    ...Object.fromEntries(
      obligations.map(({ id, wording }): [string, Cell] => {
        const status = cells.get(id)
        return [id, status ? cadenceTag(status, wording) : '—']
      }),
    ),
  })),
  pageSize: 10,
})

const urgeRows = (open: readonly OpenDuty[]): Block[] => {
  const first = open.filter(({ urgedToday }) => !urgedToday).slice(0, URGE_BUTTONS)
  return first.flatMap((duty): Block[] => [
    {
      type: 'facts',
      items: [
        { label: duty.branch, value: `${dutyWord(duty)}：${cadenceTag(duty.status, duty.wording).text}` },
      ],
    },
    { type: 'buttons', items: [urgeButton(duty)] },
  ])
}

const pageButtons = ({ superiorId: superior, span: of, page }: OverviewFacts, pages: number): Button[] => [
  ...(page > 0 ? [{ text: '上一页', action: overviewPage({ superior, span: of, page: page - 1 }) }] : []),
  ...(page + 1 < pages
    ? [{ text: '下一页', action: overviewPage({ superior, span: of, page: page + 1 }) }]
    : []),
]

const urgeAllButton = ({ superiorId: superior, span: of, urging }: OverviewFacts): Button[] =>
  urging ? [{ text: '全部催办', action: urgeAll({ superior, span: of }) }] : []
