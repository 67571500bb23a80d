import type { StepFeature } from '../define/step-feature.ts'

/** A ballot step is done by a counted ballot; whether the matter is important is known from the case. */
export const ballotOfStep: StepFeature = {
  button: '发起表决',
  serves: ({ kind }) => kind === 'ballot',
  // On a restricted case the voters have the ballot in private, and nobody else knows of it.
  discreet: true,
  command: '表决 发起',
  texts({ found, title }) {
    const important = found.instance.steps.some(({ outputs }) => outputs.important === true)
    return { matter: title, ...(important && { important: '是' }) }
  },
}
