import type { ProcessCase } from '../../domain/ports/index.ts'
import type { StepTemplate } from '../../domain/process/index.ts'
import type { StepFeature } from '../define/step-feature.ts'

/** A ballot step is done by a counted ballot; whether the matter is important is known from the case. */
export const ballotOfStep: StepFeature = {
  button: '发起表决',
  serves: ({ kind, config }) => kind === 'ballot' && config.registered !== true,
  // On a restricted case the voters have the ballot in private, and nobody else knows of it.
  discreet: true,
  command: '表决 发起',
  texts({ found, step, title }) {
    const important = found.instance.steps.some(({ outputs }) => outputs.important === true)
    return { matter: title, ...personsOf(found, step), ...(important && { important: '是' }) }
  },
}

/** Those whom an earlier step named are on the paper, as many wanted as it said. */
function personsOf({ instance }: ProcessCase, { config: { persons } }: StepTemplate): Record<string, string> {
  if (!persons) return {}
  const said = (name: string | undefined) =>
    name === undefined
      ? undefined
      : instance.steps.findLast(({ outputs }) => outputs[name] !== undefined)?.outputs[name]
  const names = said(persons.list)
  const seats = said(persons.seats)
  return {
    ...(Array.isArray(names) && names.length > 0 && { candidates: names.join('、') }),
    ...(typeof seats === 'number' && { seats: String(seats) }),
  }
}
