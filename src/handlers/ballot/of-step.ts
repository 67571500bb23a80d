import type { StepFeature } from '../define/step-feature.ts'

/** A ballot step is done by a counted ballot. */
export const ballotOfStep: StepFeature = {
  button: '发起表决',
  serves: ({ kind }) => kind === 'ballot',
  command: '表决 发起',
  texts: ({ title }) => ({ matter: title }),
}
