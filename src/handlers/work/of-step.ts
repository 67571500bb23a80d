import type { StepFeature } from '../define/step-feature.ts'
import { taskFieldsOf } from './of-form.ts'

/** A step that divides up work makes tasks of it, one for each owner; its form then says the whole of it. */
export const tasksOfStep: StepFeature = {
  button: '分派任务',
  serves: (step) => taskFieldsOf(step) !== null,
  command: '任务 新建',
  texts: () => ({}),
}
