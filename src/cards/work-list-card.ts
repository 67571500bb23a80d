import { z } from 'zod'
import type { WorkGroup, WorkItem, WorkScope } from '../domain/cases/work-list.ts'
import { cardAction, refId } from './actions.ts'
import type { Block, Card, ChecklistItem } from './card.ts'
import { stepAsk } from './case-actions.ts'
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

/** More rows than a person reads at once; what is not shown is counted. */
const most = 30

const scopeWords: Record<WorkScope, string> = { mine: '我的任务', all: '全部任务', overdue: '逾期任务' }

/** Work to be done, by its urgency. Steps are ticked here, or opened where they ask for more. */
export function workCard(facts: {
  place: string
  scope: WorkScope
  groups: readonly WorkGroup[]
  nameOf: (memberId: string) => string
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
    ]
  })
  return {
    title: `${scopeWords[facts.scope]}：${facts.place}`,
    tone: late > 0 ? 'attention' : total === 0 ? 'success' : 'info',
    tags: [{ text: `${total}项`, tone: 'neutral' }],
    blocks:
      total === 0 ? [{ type: 'text', text: '没有待办的任务。' }] : [...blocks, ...askBlock(facts.groups)],
    note:
      total > most
        ? `只列出前${most}项。可以发送：/任务 逾期`
        : '勾选即记录完成；需要填写的步骤用下方按钮打开。移交：/任务 移交 姓名 给 姓名',
    summary: `${scopeWords[facts.scope]} ${total}项，逾期${late}项`,
  }
}

function rowOf(
  one: WorkItem,
  { scope, nameOf, zone }: Pick<Parameters<typeof workCard>[0], 'scope' | 'nameOf' | 'zone'>,
): ChecklistItem {
  const due = one.dueAt ? `　${stampWords(one.dueAt, zone).slice(0, 5)}前` : ''
  const who = scope === 'mine' || one.ownerId === null ? '' : `　${nameOf(one.ownerId)}`
  if (one.what === 'task')
    return {
      id: one.task.id,
      text: `${shortened(one.task.label, 30)}（${one.task.number}）${who}${due}`,
      done: false,
    }
  const { caseId, step, item, label, title, number } = one.step
  return {
    id: `${caseId}|${step}|${item}`,
    text: `${label}　${shortened(title, 20)}（${number}）${who}${due}`,
    done: false,
    action: workTick({ case: caseId, step, item: item === '' ? null : item, scope }),
  }
}

/** Buttons for the most urgent steps that a tick does not do. */
function askBlock(groups: readonly WorkGroup[]): Block[] {
  const asking = groups
    .flatMap(({ items }) => items)
    .flatMap((one) => (one.what === 'step' && asks.includes(one.step.kind) ? [one.step] : []))
    .slice(0, 5)
  if (asking.length === 0) return []
  return [
    {
      type: 'buttons',
      items: asking.map(({ caseId, step, item, label, number }) => ({
        text: `办理：${shortened(label, 10)}（${number}）`,
        action: stepAsk({ case: caseId, step, item: item === '' ? null : item }),
      })),
    },
  ]
}

/** Kinds with a form or an approval of their own. */
const asks: readonly string[] = ['form', 'approval', 'notice', 'document', 'report']
