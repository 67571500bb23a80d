import { aboutNumber } from '../../domain/voting/reconsidered.ts'
import type { StepFeature } from '../define/step-feature.ts'

/** A ballot step is done by a counted ballot; an important matter and an earlier resolution are known from the case. */
export const ballotOfStep: StepFeature = {
  button: '发起表决',
  serves: ({ kind, config }) => kind === 'ballot' && config.registered !== true,
  // On a restricted case the voters have the ballot in private, and nobody else knows of it.
  discreet: true,
  command: '表决 发起',
  texts({ found, step, title }) {
    const important = found.instance.steps.some(({ outputs }) => outputs.important === true)
    const about = step.config.reconsiders === true ? aboutNumber(found) : undefined
    return {
      matter: title,
      ...(important && { important: '是' }),
      ...(about !== undefined && { confirms: about }),
    }
  },
}
