import type { ChecklistRow } from '../domain/process/index.ts'
import type { Block } from './card.ts'
import type { ChecklistFacts } from './checklist-facts.ts'
import { optionOf, stepTick } from './meeting-actions.ts'
import { shortened, stampWords } from './wording.ts'

const phaseTitle = { pre: '会前', in: '会中', post: '会后' } as Record<string, string>

/** So many open tasks are listed; the others stand in 任务. */
const mostTasks = 6

/** The work that the case gave out. */
export function taskBlocks({ tasks: { done, total, open } }: ChecklistFacts): Block[] {
  if (total === 0) return []
  const more = open.length > mostTasks ? [`另有${open.length - mostTasks}项，见 /任务 全部`] : []
  return [
    { type: 'facts', items: [{ label: '任务', value: `已办结${done}/${total}` }] },
    ...(open.length > 0
      ? [{ type: 'text' as const, text: [...open.slice(0, mostTasks), ...more].join('\n') }]
      : []),
  ]
}

/** The steps of a case, phase by phase. */
export function phaseBlocks(facts: ChecklistFacts): Block[] {
  const phases = [...new Set(facts.rows.map((row) => row.phase))]
  return phases.flatMap((phase): Block[] => {
    const rows = facts.rows.filter((row) => row.phase === phase)
    return [
      { type: 'text', text: phaseTitle[phase] ?? rows[0]?.phaseLabel ?? phase, size: 'heading' },
      {
        type: 'checklist',
        items: rows.map((row) => ({
          id: optionOf(row),
          text: rowText(row, facts),
          done: row.state === 'done' || row.state === 'waived',
          action: stepTick({ case: facts.caseId, step: row.step, item: row.item }),
        })),
      },
    ]
  })
}

/** Starts with the step's label, then who and until when, or what became of it. */
function rowText(row: ChecklistRow, facts: ChecklistFacts): string {
  const papers = facts.papers.get(optionOf(row))
  const marked = papers ? `　材料${papers}份` : ''
  return `${stateText(row, facts)}${marked}`
}

function stateText(row: ChecklistRow, facts: ChecklistFacts): string {
  const who = row.assignee ? facts.nameOf(row.assignee) : row.roleLabel
  if (row.state === 'waived') return `${row.label}　免办${row.reason ? `：${shortened(row.reason, 20)}` : ''}`
  if (row.state === 'done') {
    const by = row.doneBy ? `${facts.nameOf(row.doneBy)} ` : ''
    return `${row.label}　${by}${row.doneAt ? stampWords(new Date(row.doneAt), facts.zone) : '已完成'}`
  }
  const due = row.due ? `　${row.due.date.slice(5)}前` : ''
  const warning = row.overdueHard ? '　已超过规定时限' : row.overdue ? '　已逾期' : ''
  const made = facts.records.filter((one) => one.step === row.step && one.item === row.item).at(-1)
  const running = made ? `　${made.label}办理中` : ''
  // A row that stands for a person names them already.
  const owner = row.label.endsWith(`：${who}`) ? '' : `　${who}`
  return `${row.label}${owner}${row.phase === 'in' ? '' : due}${running}${warning}`
}
