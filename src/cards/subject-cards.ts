import type { Card } from './card.ts'
import { subjectSay } from './case-actions.ts'
import type { SaidBefore, StepFacts } from './step-cards.ts'
import { shortened } from './wording.ts'

/** What the person whom a case is about may write, and has written. */
export interface SubjectWord {
  label: string
  /** What they wrote; null = nothing yet. */
  said: string | null
  /** Whether they may write still. */
  open: boolean
  /** Until when, in words; null = until the step is done. */
  until: string | null
}

/** Tells a person in private what is decided or intended about them, and takes what they say to it. */
export const subjectCard = (
  facts: Pick<StepFacts, 'caseId' | 'step' | 'item' | 'number' | 'label'>,
  text: string,
  shown: SaidBefore,
  word: SubjectWord | null,
): Card => ({
  title: shortened(`告知：${facts.label}`, 30),
  tone: word?.open ? 'attention' : 'info',
  subtitle: facts.number,
  blocks: [
    { type: 'text', text },
    ...(shown.length > 0 ? [{ type: 'facts' as const, items: shown }] : []),
    ...(word ? wordBlocks(facts, word) : []),
  ],
  note: '仅您本人可以查看，请勿转发。',
  summary: `有一件与您有关的事项需要您知悉（${facts.number}）`,
})

function wordBlocks(
  { caseId, step, item }: Pick<StepFacts, 'caseId' | 'step' | 'item'>,
  { label, said, open, until }: SubjectWord,
): Card['blocks'] {
  const before: Card['blocks'] =
    said === null ? [] : [{ type: 'facts', items: [{ label: `${label}（已提交）`, value: said }] }]
  if (!open)
    return said === null ? [{ type: 'text', text: `${label}：期限已过或已办理，不再受理。` }] : before
  return [
    ...before,
    {
      type: 'form',
      id: 'subject',
      fields: {
        text: {
          kind: 'area',
          label: `${label}${until === null ? '' : `（${until}前）`}`,
          required: true,
          maxLength: 500,
          ...(said === null ? {} : { value: said }),
        },
      },
      buttons: [{ text: '提交', style: 'primary', action: subjectSay({ case: caseId, step, item }) }],
    },
  ]
}
