import type { StepLink } from '../ports/index.ts'

/** The cards of one step: its form for whoever does it, its approval for whoever decides. Ref = case|step|item. */
export const stepViews = {
  form: 'case.step-form',
  approval: 'case.step-approval',
  /** What a step tells the person whom the case is about. */
  subject: 'case.subject',
} as const

/** The ref of a step's cards. */
export const stepCardRef = {
  write: ({ caseId, step, item }: StepLink): string => `${caseId}|${step}|${item ?? ''}`,
  read(ref: string): StepLink {
    const [caseId = '', step = '', item = ''] = ref.split('|')
    return { caseId, step, item: item === '' ? null : item }
  },
}
