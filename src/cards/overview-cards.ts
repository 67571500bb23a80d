import { z } from 'zod'
import type { BranchStanding, SubordinateStanding } from '../domain/cadence/overview.ts'
import { worstOf } from '../domain/cadence/status-words.ts'
import { periodWords } from '../domain/calendar/period-words.ts'
import type { SendingEstimate } from '../domain/delivery/estimate.ts'
import { meetingWord } from '../domain/meetings/kinds.ts'
import { cardAction, refId } from './actions.ts'
import { cadenceTag } from './cadence-cards.ts'
import type { Block, Button, Card, Cell } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords, lengthWords } from './wording.ts'

const span = z.enum(['month', 'quarter', 'year'])

/** Another page of the overview. */
export const overviewPage = cardAction(
  'overview.page',
  z.object({ superior: refId, span, page: z.int().min(0).max(10_000) }),
)
/** 查看支部: the branch that was chosen, duty by duty. */
export const overviewBranch = cardAction(
  'overview.branch',
  z.object({ superior: refId, span }),
  z.object({ branch: refId }),
)
/** 查看下级: the overview of a superior that stands below. */
export const overviewBelow = cardAction(
  'overview.below',
  z.object({ superior: refId, span }),
  z.object({ below: refId }),
)
/** 催办 about one obligation of one branch. */
export const urgeOne = cardAction(
  'urge.one',
  z.object({ branch: refId, obligation: z.string().max(60), period: z.string().max(10) }),
)
/** 全部催办: shows how many and how long before anything is sent. */
export const urgeAll = cardAction('urge.all', z.object({ superior: refId, span }))
export const urgeAllConfirm = cardAction('urge.all-confirm', z.object({ superior: refId, span }))

/** Branches on one card; more are on further pages. */
export const BRANCHES_A_PAGE = 20
/** Exceptions of a page that get a button of their own. */
const URGE_BUTTONS = 5

/** A duty of a branch about which it may be urged. */
export interface OpenDuty {
  branchId: string
  branch: string
  obligation: string
  label: string
  period: string
  status: BranchStanding['worst']
  /** Urged about it today already. */
  urgedToday: boolean
}

/** The superior's view of its branches. */
export interface OverviewFacts {
  superiorId: string
  name: string
  span: z.infer<typeof span>
  from: string
  to: string
  today: string
  page: number
  /** Branches of the page, exceptions first, and how many there are on all pages. */
  branches: BranchStanding[]
  total: number
  /** Obligations that any of the branches has, in the order of the data. */
  obligations: { id: string; label: string }[]
  counts: BranchStanding['counts']
  open: OpenDuty[]
  /** Superiors below, with their branches rolled up; on the first page. */
  subordinates: SubordinateStanding[]
  /** Whether whoever asked may urge these branches. */
  urging: boolean
  provisional: boolean
}

/** Branches × obligations, exceptions first. */
export function overviewCard(facts: OverviewFacts): Card {
  const { branches, total, page } = facts
  const worst = worstOf([...branches, ...facts.subordinates].map((one) => one.worst))
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

/** The superiors below, worst first, and the way into each. */
const belowBlocks = ({ superiorId: superior, span: of, subordinates }: OverviewFacts): Block[] =>
  subordinates.length === 0
    ? []
    : [
        {
          type: 'table',
          columns: [
            { key: 'name', label: '下级党组织' },
            { key: 'branches', label: '支部' },
            { key: 'worst', label: '最需关注' },
            { key: 'counts', label: '完成情况' },
          ],
          rows: subordinates.map((one) => ({
            name: one.name,
            branches: `${one.branches}个，其中逾期或缺开${one.concerned}个`,
            worst: one.branches === 0 ? '—' : cadenceTag(one.worst),
            counts: countWords(one.counts),
          })),
          pageSize: 10,
        },
        {
          type: 'form',
          id: 'below',
          fields: {
            below: {
              kind: 'choice',
              label: '下级党组织',
              required: true,
              options: subordinates.map(({ id, name }) => ({ value: id, text: name })),
              ...(subordinates[0] ? { value: subordinates[0].id } : {}),
            },
          },
          buttons: [{ text: '查看下级', action: overviewBelow({ superior, span: of }) }],
        },
      ]

const countWords = ({ onTime, madeUp, missed }: BranchStanding['counts']): string =>
  `按期${onTime}项，补开${madeUp}项，缺开${missed}项`

const matrix = ({ branches, obligations }: OverviewFacts): Block => ({
  type: 'table',
  columns: [
    { key: 'branch', label: '支部' },
    ...obligations.map(({ id }) => ({ key: id, label: meetingWord(id) })),
  ],
  rows: branches.map(({ name, cells }) => ({
    branch: name,
    ...Object.fromEntries(
      obligations.map(({ id }): [string, Cell] => {
        const status = cells.get(id)
        return [id, status ? cadenceTag(status) : '—']
      }),
    ),
  })),
  pageSize: 10,
})

const dutyWord = ({ label, period }: Pick<OpenDuty, 'label' | 'period'>): string =>
  `${periodWords(period)}${label}`

const urgeButton = ({ branchId, obligation, period }: OpenDuty): Button => ({
  text: '催办',
  action: urgeOne({ branch: branchId, obligation, period }),
})

const urgeRows = (open: readonly OpenDuty[]): Block[] => {
  const first = open.filter(({ urgedToday }) => !urgedToday).slice(0, URGE_BUTTONS)
  return first.flatMap((duty): Block[] => [
    {
      type: 'facts',
      items: [{ label: duty.branch, value: `${dutyWord(duty)}：${cadenceTag(duty.status).text}` }],
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

/** One branch in the superior's eyes: every duty, and 催办 for those that are open. */
export const branchCard = (facts: {
  branch: string
  from: string
  to: string
  rows: { label: string; period: string; status: BranchStanding['worst'] }[]
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
      rows: facts.rows.map(({ label, period, status }) => ({
        label,
        period: periodWords(period),
        status: cadenceTag(status),
      })),
      pageSize: 10,
    },
    ...facts.open.flatMap((duty): Block[] => [
      {
        type: 'facts',
        items: [
          {
            label: dutyWord(duty),
            value: `${cadenceTag(duty.status).text}${duty.urgedToday ? '，今天已催办' : ''}`,
          },
        ],
      },
      ...(duty.urgedToday ? [] : [{ type: 'buttons' as const, items: [urgeButton(duty)] }]),
    ]),
  ],
  ...markedNote('催办送达支部书记本人并留存记录，同一事项每天一次。', facts.provisional),
  summary: `${facts.branch}进度`,
})

/** Asks before many are urged at once. */
export const urgeAllCard = (facts: {
  superiorId: string
  span: OverviewFacts['span']
  name: string
  duties: number
  branches: number
  estimate: SendingEstimate
}): Card => ({
  title: '全部催办',
  tone: 'attention',
  subtitle: facts.name,
  blocks: [
    {
      type: 'facts',
      items: [
        { label: '催办事项', value: `${facts.duties}项` },
        { label: '涉及支部', value: `${facts.branches}个，每个支部书记收到一张卡片` },
        {
          label: '预计用时',
          value: `${facts.estimate.messages}条消息，全部送达约需${lengthWords(facts.estimate.minutesAtLimit)}；为日常回复留出余量，按每分钟${facts.estimate.perMinute}条错峰发送，约${lengthWords(facts.estimate.minutes)}发完`,
        },
      ],
    },
    {
      type: 'buttons',
      items: [
        {
          text: '确认',
          style: 'danger',
          action: urgeAllConfirm({ superior: facts.superiorId, span: facts.span }),
        },
      ],
    },
  ],
  note: '今天已催办的事项不重复催办。发送记录可在审计中查阅。',
  summary: `请确认全部催办：${facts.duties}项`,
})

/** What a branch's secretary receives. */
export const urgedCard = (facts: {
  superior: string
  branch: string
  duties: { label: string; period: string; status: BranchStanding['worst']; until: string }[]
  buttons: Button[]
  provisional: boolean
}): Card => ({
  title: '上级催办',
  tone: 'danger',
  subtitle: facts.branch,
  blocks: [
    { type: 'text', text: `${facts.superior}就以下事项催办，请尽快办理：` },
    {
      type: 'facts',
      items: facts.duties.map((duty) => ({
        label: dutyWord(duty),
        value: `${cadenceTag(duty.status).text}，${duty.until}`,
      })),
    },
    ...(facts.buttons.length > 0 ? [{ type: 'buttons' as const, items: facts.buttons }] : []),
  ],
  ...markedNote('查看进度：/进度 本季度', facts.provisional),
  summary: `上级催办：${facts.duties.map(dutyWord).join('、')}`.slice(0, 100),
})
