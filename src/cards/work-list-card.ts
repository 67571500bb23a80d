import { z } from 'zod'
import type { WorkGroup, WorkItem, WorkScope } from '../domain/cases/work-list.ts'
import type { OpenStep } from '../domain/ports/index.ts'
import type { OtherWork } from '../domain/work/other-work.ts'
import { type ActionValue, cardAction, refId } from './actions.ts'
import type { Block, Button, Card, ChecklistItem } from './card.ts'
import { stepAsk } from './case-actions.ts'
import { commandOpen } from './form-cards.ts'
import { markedDate, markedNote } from './provisional-mark.ts'
import { shortened, stampWords } from './wording.ts'

/** Ticks a step from a person's list of work. */
export const workTick = cardAction(
  'work.tick',
  z.object({
    case: refId,
    step: z.string().max(60),
    item: z.string().max(60).nullable(),
    scope: z.enum(['mine', 'all', 'overdue']),
  }),
)

/** Brings what a row of that list is about: its own card, to the person alone. */
export const workOpen = cardAction(
  'work.open',
  z.object({
    organisation: refId,
    what: z.enum(['case', 'notice', 'rectification', 'suggestion', 'document']),
    id: refId,
  }),
)

/** More rows than a person reads at once; what is not shown is counted. */
const most = 30

const scopeWords: Record<WorkScope, string> = { mine: '我的任务', all: '全部任务', overdue: '逾期任务' }

/** Work to be done, by its urgency. Steps are ticked here, or opened where they ask for more. */
export function workCard(facts: {
  organisation: { id: string; name: string }
  scope: WorkScope
  groups: readonly WorkGroup[]
  nameOf: (memberId: string) => string
  /** Whether the days off of an instant's local year are not announced yet. */
  provisional: (at: Date) => boolean
  zone: string
}): Card {
  const total = facts.groups.reduce((sum, { items }) => sum + items.length, 0)
  const late = facts.groups.find(({ title }) => title === '逾期')?.items.length ?? 0
  let room = most
  const blocks = facts.groups.flatMap(({ title, items }): Block[] => {
    const shown = items.slice(0, room)
    room -= shown.length
    if (shown.length === 0) return []
    return [
      { type: 'text', text: `${title}（${items.length}）`, size: 'heading' },
      { type: 'checklist', items: shown.map((one) => rowOf(one, facts)) },
      ...openers(shown, facts.organisation.id),
    ]
  })
  return {
    title: `${scopeWords[facts.scope]}：${facts.organisation.name}`,
    tone: late > 0 ? 'attention' : total === 0 ? 'success' : 'info',
    tags: [{ text: `${total}项`, tone: 'neutral' }],
    blocks: total === 0 ? [{ type: 'text', text: '没有待办的任务。' }] : blocks,
    ...markedNote(
      total > most
        ? `只列出前${most}项。可以发送：/任务 逾期`
        : '勾选即记录完成；其余用“办理”按钮打开。移交：/任务 移交 姓名 给 姓名',
      facts.groups.some(({ items }) => items.some(({ dueAt }) => dueAt !== null && facts.provisional(dueAt))),
    ),
    summary: `${scopeWords[facts.scope]} ${total}项，逾期${late}项`,
  }
}

function rowOf(
  one: WorkItem,
  {
    scope,
    nameOf,
    provisional,
    zone,
  }: Pick<Parameters<typeof workCard>[0], 'scope' | 'nameOf' | 'provisional' | 'zone'>,
): ChecklistItem {
  const due = one.dueAt
    ? `　${markedDate(`${stampWords(one.dueAt, zone).slice(0, 5)}前`, provisional(one.dueAt))}`
    : ''
  const who = scope === 'mine' || one.ownerId === null ? '' : `　${nameOf(one.ownerId)}`
  if (one.what === 'other') {
    const { what, id, number, label } = one.other
    return { id: `${what}|${id}`, text: `${shortened(label, 30)}（${number}）${who}${due}`, done: false }
  }
  const { caseId, step, item, label, title, number, confined } = one.step
  // The list is kept as it was sent: what a restricted case is about is shown by the case alone.
  const about = confined ? number : `${shortened(title, 20)}（${number}）`
  return {
    id: `${caseId}|${step}|${item}`,
    text: `${label}　${about}${who}${due}`,
    done: false,
    action: workTick({ case: caseId, step, item: item === '' ? null : item, scope }),
  }
}

/** A button for everything that a tick does not do. */
function openers(shown: readonly WorkItem[], organisation: string): Block[] {
  const items = shown.flatMap((one): Button[] => {
    const action =
      one.what === 'step' ? opensStep(one.step, organisation) : opensOther(one.other, organisation)
    const { label, number } = one.what === 'step' ? one.step : one.other
    return action ? [{ text: `办理：${shortened(label, 10)}（${number}）`, action }] : []
  })
  return items.length > 0 ? [{ type: 'buttons', items }] : []
}

/** Kinds with a form or an approval of their own. */
const asks: readonly string[] = ['form', 'task', 'approval', 'notice', 'document', 'report']
/** Kinds that a feature completes: from the case's card. */
const served: readonly string[] = ['ballot', 'opinions']

const opensStep = ({ caseId, kind, step, item }: OpenStep, organisation: string): ActionValue | null =>
  asks.includes(kind)
    ? stepAsk({ case: caseId, step, item: item === '' ? null : item })
    : served.includes(kind)
      ? workOpen({ organisation, what: 'case', id: caseId })
      : null

function opensOther({ what, id, number, label }: OtherWork, organisation: string): ActionValue {
  if (what === 'task') return commandOpen({ command: '任务 办结', texts: { 编号: number } })
  if (what !== 'instruction') return workOpen({ organisation, what, id })
  return label.startsWith('落实')
    ? commandOpen({ command: '上级指示 落实', texts: { 编号: number } })
    : commandOpen({ command: '报告 新建', texts: { 类型: '落实情况', 指示: number } })
}
