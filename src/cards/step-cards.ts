import type { FormQuestion } from '../domain/process/index.ts'
import type { Block, Card, Field } from './card.ts'
import { stepDecide, stepFill, stepReceive } from './case-actions.ts'
import { shortened } from './wording.ts'

/** What the card of one step shows. */
export interface StepFacts {
  caseId: string
  step: string
  item: string | null
  number: string
  title: string
  label: string
  /** `12-25 18:00`, local, marked in a provisional year; null = no deadline. */
  due: string | null
  /** What is to be known before the form is filled in. */
  explains?: string | undefined
  /** What in other cases is done with this step; undefined where it does nothing elsewhere. */
  waiting?: readonly string[] | undefined
  /** What was to be put right, an item a line, where the step accepts it. */
  items?: readonly string[] | undefined
}

/** What was said of a matter before it came to the approver, as label and text. */
export type SaidBefore = { label: string; value: string }[]

const heading = (facts: StepFacts): Block => ({
  type: 'facts',
  items: [
    { label: '事项', value: `${facts.title}（${facts.number}）` },
    { label: '期限', value: facts.due ?? '未定' },
  ],
})

/** The form of a step: what it asks, filled with what is known. */
export const stepFormCard = (facts: StepFacts, questions: readonly FormQuestion[]): Card => ({
  title: shortened(`办理：${facts.label}`, 30),
  tone: 'info',
  subtitle: facts.number,
  blocks: [
    heading(facts),
    ...(facts.explains ? [{ type: 'text' as const, text: facts.explains, size: 'small' as const }] : []),
    ...waitingBlock(facts),
    ...itemBlock(facts),
    {
      type: 'form',
      id: 'step',
      fields: Object.fromEntries(questions.map((one) => [one.key, fieldOf(one)])),
      buttons: [
        {
          text: '提交',
          style: 'primary',
          action: stepFill({ case: facts.caseId, step: facts.step, item: facts.item }),
        },
      ],
    },
  ],
  note: '提交后即记录完成，可在清单中查看。',
  summary: `办理：${facts.label}（${facts.number}）`,
})

const itemBlock = ({ items = [] }: StepFacts): Block[] =>
  items.length === 0
    ? []
    : [{ type: 'text', text: [...items, '查看佐证：/整改 查看 编号'].join('\n'), size: 'small' }]

const waitingBlock = ({ waiting }: StepFacts): Block[] =>
  waiting === undefined
    ? []
    : [
        {
          type: 'text',
          text: waiting.length > 0 ? `一并办理：${waiting.join('、')}` : '目前没有一并办理的事项。',
        },
      ]

function fieldOf({ label, type, options, required, value, hint }: FormQuestion): Field {
  const base = { label, required }
  const known = value === null ? {} : { value }
  if (type === 'choice') return { ...base, kind: 'choice', options: options ?? [], ...known }
  if (type === 'date') return { ...base, kind: 'date', ...known }
  if (type === 'text' || type === 'number') return { ...base, kind: 'line', maxLength: 500, ...known }
  return { ...base, kind: 'area', maxLength: 500, ...(hint ? { placeholder: hint } : {}), ...known }
}

/** A matter for the approver, with 同意, 退回修改, 驳回. */
export function stepApprovalCard(facts: StepFacts, said: SaidBefore): Card {
  const decide = (decision: 'agree' | 'return' | 'reject') =>
    stepDecide({ case: facts.caseId, step: facts.step, item: facts.item, decision })
  return {
    title: shortened(`待审批：${facts.label}`, 30),
    tone: 'attention',
    subtitle: facts.number,
    blocks: [
      heading(facts),
      ...(said.length > 0 ? [{ type: 'facts' as const, items: said }] : []),
      {
        type: 'form',
        id: 'decision',
        fields: {
          comment: { kind: 'area', label: '意见', placeholder: '退回、驳回时必填', maxLength: 500 },
        },
        buttons: [
          { text: '同意', style: 'primary', action: decide('agree') },
          { text: '退回修改', action: decide('return') },
          {
            text: '驳回',
            style: 'danger',
            action: decide('reject'),
            confirm: { title: '驳回', text: '驳回后此事项结束，只保留归档。' },
          },
        ],
      },
    ],
    summary: `待审批：${facts.title}（${facts.number}）`,
  }
}

/** What stands in the place of a step's card once the step is done, or no longer asked for. */
export const stepOverCard = (facts: StepFacts, text: string, done: boolean): Card => ({
  title: shortened(`${done ? '已办理' : '已结束'}：${facts.label}`, 30),
  tone: done ? 'success' : 'neutral',
  subtitle: facts.number,
  blocks: [{ type: 'text', text }],
  summary: `${facts.label}（${facts.number}）`,
})

/**
 * A notice that a step sends. What was written stands as plain text. `received`: the step whose recipients each say that
 * they have it.
 */
export const stepNoticeCard = (
  facts: StepFacts,
  by: string,
  content: string,
  received: { case: string; step: string } | null = null,
): Card => ({
  title: shortened(`通知：${facts.title}`, 30),
  tone: 'info',
  subtitle: facts.number,
  blocks: [
    { type: 'text', text: content },
    ...(received
      ? [
          {
            type: 'buttons' as const,
            items: [{ text: '签收', style: 'primary' as const, action: stepReceive(received) }],
          },
        ]
      : []),
  ],
  note: `${by} · ${facts.label}`,
  summary: `通知：${facts.title}（${facts.number}）`,
})
