import { z } from 'zod'
import { localDateSchema } from '../domain/calendar/dates.ts'
import { periodWords } from '../domain/calendar/period-words.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Button, Card } from './card.ts'
import { markedNote } from './provisional-mark.ts'
import { dateWords } from './wording.ts'

const quarter = z.int().min(1).max(4)

/** Another day for one item of a plan. */
export const planAdjust = cardAction(
  'plan.adjust',
  z.object({ plan: refId }),
  z.object({ item: z.string().max(120), on: localDateSchema }),
)
/** 确认并报送: files the plan with the superior. */
export const planFile = cardAction('plan.file', z.object({ plan: refId }))
/** Arranges the meetings that are not arranged yet: of the year, or, on cards of before, of a quarter. */
export const planArrange = cardAction('plan.arrange', z.object({ plan: refId, quarter: quarter.optional() }))

/** One meeting of a plan in words. `number` = the meeting that was arranged. */
export interface PlanRow {
  key: string
  label: string
  body: string | null
  period: string
  on: string
  dayOff: boolean
  requestBy: string | null
  number: string | null
  /** Waiting to be arranged; or refused by a rule, so that it has to be arranged by hand. */
  standing: 'open' | 'queued' | 'refused'
}

/** A plan of the year as its branch and its superior see it. */
export interface PlanFacts {
  planId: string
  branch: string
  year: number
  state: 'draft' | 'filed'
  filed: { by: string; on: string } | null
  /** Name of the superior to which it is filed; null where it is outside the system. */
  superior: string | null
  rows: PlanRow[]
  provisional: boolean
  /** How many meetings could be arranged by one click. */
  arrangeable: number
  today: string
}

const titleOf = ({ year }: PlanFacts): string => `${year}年度会议计划`

/** The plan in the branch: table, adjusting, filing, arranging. */
export const planCard = (facts: PlanFacts): Card => ({
  title: titleOf(facts),
  tone: facts.state === 'draft' ? 'info' : 'success',
  subtitle: facts.branch,
  tags: [stateTag(facts), { text: `${facts.rows.length}次`, tone: 'neutral' }],
  blocks: [
    ...(facts.filed ? [filedText(facts)] : []),
    ...arrangingBlocks(facts),
    table(facts),
    ...(facts.rows.some(({ number }) => number === null) ? [adjustForm(facts)] : []),
    { type: 'buttons', items: [...fileButton(facts), ...arrangeButton(facts)] },
  ],
  ...markedNote(noteOf(facts), facts.provisional),
  summary: `${facts.branch}${titleOf(facts)}，共${facts.rows.length}次会议`,
})

/** The same plan as a report in the superior's group: to be read. */
export const filedPlanCard = (facts: PlanFacts): Card => ({
  title: `报送：${titleOf(facts)}`,
  tone: 'info',
  subtitle: facts.branch,
  tags: [stateTag(facts)],
  blocks: [...(facts.filed ? [filedText(facts)] : []), table(facts)],
  ...markedNote('报送后两周内的调整会显示在本卡片上。', facts.provisional),
  summary: `${facts.branch}报送${titleOf(facts)}`,
})

const stateTag = ({ state }: PlanFacts) =>
  state === 'draft'
    ? { text: '草案', tone: 'attention' as const }
    : { text: '已报送', tone: 'success' as const }

const filedText = ({ filed, superior, today }: PlanFacts): Block => ({
  type: 'text',
  text: `${filed?.by ?? ''}于${dateWords(filed?.on ?? today, today)}${superior === null ? '确认；上级不在系统内，请另行书面报送。' : `报送${superior}。`}`,
  size: 'small',
})

const noteOf = ({ state }: PlanFacts): string =>
  `${state === 'draft' ? '日期按制度和工作日推算，可逐项调整；确认后报送上级。' : ''}安排后以会议清单为准。`

const standingTags = {
  open: { text: '待安排', tone: 'neutral' },
  queued: { text: '正在安排', tone: 'info' },
  refused: { text: '未能安排', tone: 'attention' },
} as const

/** How far the job is that arranges the meetings, and what came of it. */
function arrangingBlocks({ rows }: PlanFacts): Block[] {
  const arranged = rows.filter(({ number }) => number !== null).length
  const of = (standing: PlanRow['standing']) =>
    rows.filter((row) => row.number === null && row.standing === standing).length
  if (of('queued') > 0) return [{ type: 'progress', label: '正在安排', value: arranged, max: rows.length }]
  if (of('refused') > 0)
    return [
      {
        type: 'text',
        text: `已安排${arranged}次，未能安排${of('refused')}次；未能安排的请调整日期后再次安排，或逐次安排：/会议 新建`,
      },
    ]
  return arranged > 0 ? [{ type: 'text', text: `已安排${arranged}次，共${rows.length}次。` }] : []
}

const table = ({ rows, today }: PlanFacts): Block => ({
  type: 'table',
  columns: [
    { key: 'on', label: '日期' },
    { key: 'label', label: '会议' },
    { key: 'period', label: '周期' },
    { key: 'request', label: '请示报送' },
    { key: 'state', label: '状态' },
  ],
  rows: rows.map((row) => ({
    on: row.dayOff
      ? { text: `${dateWords(row.on, today)} 休息日`, tone: 'attention' as const }
      : dateWords(row.on, today),
    label: row.body === null ? row.label : `${row.label}（${row.body}）`,
    period: periodWords(row.period),
    request: row.requestBy === null ? '—' : `${dateWords(row.requestBy, today)}前`,
    state: row.number === null ? standingTags[row.standing] : { text: row.number, tone: 'success' as const },
  })),
  pageSize: 10,
})

const adjustForm = (facts: PlanFacts): Block => ({
  type: 'form',
  id: 'adjust',
  fields: {
    item: {
      kind: 'choice',
      label: '调整',
      required: true,
      options: facts.rows
        .filter(({ number }) => number === null)
        .map((row) => ({
          value: row.key,
          text: `${periodWords(row.period)}${row.label}${row.body === null ? '' : `（${row.body}）`}`,
        })),
    },
    on: { kind: 'date', label: '新日期', required: true },
  },
  buttons: [{ text: '调整日期', action: planAdjust({ plan: facts.planId }) }],
})

const fileButton = ({ planId, state }: PlanFacts): Button[] =>
  state === 'draft' ? [{ text: '确认', style: 'primary', action: planFile({ plan: planId }) }] : []

const arrangeButton = ({ planId, arrangeable }: PlanFacts): Button[] =>
  arrangeable > 0 ? [{ text: '安排全年会议', action: planArrange({ plan: planId }) }] : []
