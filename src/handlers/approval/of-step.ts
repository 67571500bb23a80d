import { resolutionField } from '../../domain/voting/reconsidered.ts'
import type { StepAtHand, StepFeature } from '../define/step-feature.ts'

/** A step that the superior decides is done by a request and its decision; restricted matters go another way. */
export const requestOfStep: StepFeature = {
  button: '写请示',
  serves: ({ kind, config, visibility }) =>
    kind === 'approval' &&
    (config.approver === 'superior_party' || config.approver === 'superior_union') &&
    visibility !== 'restricted' &&
    visibility !== 'leadership',
  command: '请示 新建',
  texts: (at) => (at.step.config.rules_resolution === true ? rulingAsked(at) : { matter: cut(at.title, 60) }),
}

const cut = (text: string, most: number): string => [...text].slice(0, most).join('')

/**
 * What the superior is asked about a resolution that was objected to: agreement lets it be carried out again, refusal
 * withdraws it. The first step of the case has the number, the ground and the opinion.
 */
export function rulingAsked({ found }: Pick<StepAtHand, 'found'>): { matter: string; body: string } {
  const [said = {}] = found.instance.steps.map(({ fields }) => fields).filter((one) => resolutionField in one)
  const number = said[resolutionField] ?? ''
  const ground = Object.entries(said).find(([label]) => label.includes('依据'))?.[1] ?? ''
  const text = `决议 ${number} 被提出意见：${cut(said.意见 ?? '', 40)}（依据：${cut(ground, 40)}）。经重开党员大会再行讨论，现报请裁决：同意维持的，恢复执行；不同意的，原决议废止。裁决前暂停执行。`
  return { matter: cut(`维持决议 ${number}：${found.title}`, 60), body: cut(text, 200) }
}
