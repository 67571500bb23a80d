import { z } from 'zod'
import { localDateSchema } from '../domain/calendar/dates.ts'
import { cardAction, refId, typedText } from './actions.ts'
import type { Card } from './card.ts'
import { dateWords, shortened } from './wording.ts'

const stepValue = z.object({
  case: refId,
  step: z.string().max(60),
  item: z.string().max(60).nullable(),
})

/** 申请延期 on a reminder: brings the form. */
export const extendAsk = cardAction('step.extend.ask', stepValue)
/** 提交 on that form. */
export const extendApply = cardAction(
  'step.extend.apply',
  stepValue,
  z.object({ to: localDateSchema, reason: typedText(200) }),
)
/** 同意 or 驳回 of an application. */
export const extendDecide = cardAction(
  'step.extend.decide',
  z.object({ application: refId, agreed: z.boolean() }),
)
/** 转交 on a reminder: brings the form. */
export const handOverAsk = cardAction('step.hand-over.ask', stepValue)
/** 提交 on that form. */
export const handOverStep = cardAction('step.hand-over', stepValue, z.object({ to: z.string().max(60) }))

/** The step that is to be put off or handed on. */
export interface StepChange {
  value: z.output<typeof stepValue>
  label: string
  number: string
  title: string
  /** Local date; null = none. */
  due: string | null
  today: string
}

const factsOf = ({ label, title, number, due, today }: StepChange) => [
  { label: '事项', value: label },
  { label: '来源', value: `${title}（${number}）` },
  { label: '期限', value: due === null ? '未定' : dateWords(due, today) },
]

/** Asks until when, and why. */
export const extendFormCard = (change: StepChange): Card => ({
  title: shortened(`申请延期：${change.label}`, 30),
  tone: 'info',
  subtitle: change.number,
  blocks: [
    { type: 'facts', items: factsOf(change) },
    {
      type: 'form',
      id: 'extend',
      fields: {
        to: { kind: 'date', label: '延期至', required: true },
        reason: { kind: 'line', label: '原因', required: true, maxLength: 200 },
      },
      buttons: [{ text: '提交', style: 'primary', action: extendApply(change.value) }],
    },
  ],
  note: '由事项负责人决定；书面请示等规定时限不能延期。',
  summary: `申请延期：${change.label}`,
})

/** An application for those who decide it. */
export const extendRequestCard = (
  change: StepChange & { application: string; who: string; to: string; reason: string },
): Card => ({
  title: shortened(`延期申请：${change.label}`, 30),
  tone: 'attention',
  subtitle: change.number,
  blocks: [
    {
      type: 'facts',
      items: [
        ...factsOf(change),
        { label: '申请人', value: change.who },
        { label: '延期至', value: dateWords(change.to, change.today) },
        { label: '原因', value: change.reason },
      ],
    },
    {
      type: 'buttons',
      items: [
        {
          text: '同意',
          style: 'primary',
          action: extendDecide({ application: change.application, agreed: true }),
        },
        { text: '驳回', action: extendDecide({ application: change.application, agreed: false }) },
      ],
    },
  ],
  summary: `${change.who}申请将“${change.label}”延期至${dateWords(change.to, change.today)}`,
})

/** Asks to whom. */
export const handOverFormCard = (
  change: StepChange,
  people: readonly { memberId: string; name: string }[],
): Card => ({
  title: shortened(`转交：${change.label}`, 30),
  tone: 'info',
  subtitle: change.number,
  blocks: [
    { type: 'facts', items: factsOf(change) },
    {
      type: 'form',
      id: 'hand-over',
      fields: {
        to: {
          kind: 'choice',
          label: '转交给',
          required: true,
          options: people.slice(0, 60).map(({ memberId, name }) => ({ value: memberId, text: name })),
        },
      },
      buttons: [{ text: '提交', style: 'primary', action: handOverStep(change.value) }],
    },
  ],
  note: '接收人会收到通知；一人名下的全部任务移交：/任务 移交 姓名 给 姓名',
  summary: `转交：${change.label}`,
})
