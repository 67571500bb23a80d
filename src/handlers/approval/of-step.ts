import type { StepFeature } from '../define/step-feature.ts'

/** A step that the superior decides is done by a request and its decision; restricted matters go another way. */
export const requestOfStep: StepFeature = {
  button: '写请示',
  serves: ({ kind, config, visibility }) =>
    kind === 'approval' &&
    (config.approver === 'superior_party' || config.approver === 'superior_union') &&
    visibility !== 'restricted' &&
    visibility !== 'leadership',
  command: '请示 新建',
  texts: ({ title }) => ({ matter: [...title].slice(0, 60).join('') }),
}
