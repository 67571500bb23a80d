import type { StepFeature } from '../define/step-feature.ts'

/** A step that is over when everything set for it is done: items whose last acceptance completes it. */
export const rectificationOfStep: StepFeature = {
  button: '登记整改',
  serves: ({ gate }) => gate === 'tasks_closed',
  command: '整改 新建',
  texts: ({ title }) => ({ origin: [...title].slice(0, 60).join('') }),
}
