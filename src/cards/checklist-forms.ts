import type { ArchiveRow } from '../domain/process/index.ts'
import type { Block } from './card.ts'
import type { ChecklistFacts } from './checklist-facts.ts'
import { optionOf, stepAssign, stepDone, stepWaive } from './meeting-actions.ts'
import { evidenceAsk } from './paper-actions.ts'
import { shortened } from './wording.ts'

/** At most so many buttons: a phone shows no more without scrolling, and each finished step makes room. */
const mostOffers = 6

/** What can be opened for steps that can be done now. */
export function offerBlocks({ offers }: ChecklistFacts): Block[] {
  if (offers.length === 0) return []
  const items = offers.slice(0, mostOffers).map(({ label, button, action }) => ({
    text: `${button}：${shortened(label, 12)}`,
    action,
  }))
  return [{ type: 'buttons', items }]
}

/** 标记完成, 免办, 改派 and 上传资料 for a chosen step. */
export function stepsForm(facts: ChecklistFacts): Block {
  const open = facts.rows.filter((row) => row.state === 'open' || row.state === 'waiting')
  return {
    type: 'form',
    id: 'steps',
    fields: {
      step: {
        kind: 'choice',
        label: '步骤',
        placeholder: '选择要办理的步骤',
        options: open.map((row) => ({ value: optionOf(row), text: shortened(row.label, 24) })),
      },
      reason: { kind: 'line', label: '说明', placeholder: '免办时必填理由', maxLength: 500 },
      to: {
        kind: 'choice',
        label: '改派给',
        placeholder: '改派时选择',
        options: facts.roster.slice(0, 60).map((one) => ({ value: one.memberId, text: one.name })),
      },
    },
    buttons: [
      { text: '标记完成', style: 'primary', action: stepDone({ case: facts.caseId }) },
      { text: '免办', action: stepWaive({ case: facts.caseId }) },
      { text: '改派', action: stepAssign({ case: facts.caseId }) },
      { text: '上传资料', action: evidenceAsk({ case: facts.caseId }) },
    ],
  }
}

/** What the file of a closed case holds. */
export function archiveBlock(rows: ArchiveRow[]): Block {
  const words = { present: '有', waived: '免办', skipped: '不适用', missing: '缺' } as const
  const tones = { present: 'success', waived: 'attention', skipped: 'neutral', missing: 'danger' } as const
  return {
    type: 'table',
    columns: [
      { key: 'label', label: '归档材料' },
      { key: 'status', label: '情况' },
    ],
    rows: rows.map((row) => ({
      label: row.label,
      status: { text: words[row.status], tone: tones[row.status] },
    })),
    pageSize: 10,
  }
}
