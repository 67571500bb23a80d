import type { StepFeature } from '../define/step-feature.ts'

/** A ballot step is done by a counted ballot. */
export const ballotOfStep: StepFeature = {
  button: '发起表决',
  serves: ({ kind }) => kind === 'ballot',
  // On a restricted case the voters have the ballot in private, and nobody else knows of it.
  discreet: true,
  command: '表决 发起',
  texts: ({ title }) => ({ matter: title }),
}
