import type { Feature } from '../define/feature.ts'
import { finishTask } from './finish-task.ts'
import { handOverWork } from './hand-over-work.ts'
import { newTask } from './new-task.ts'
import { tasksOfStep } from './of-step.ts'
import { openWork } from './open-work.ts'
import { workReminder } from './reminders.ts'
import { showWork, tickWork } from './show-work.ts'

/** My work over all processes: tasks, handing over. */
export const workFeature: Feature = {
  commands: [showWork, newTask, handOverWork, finishTask],
  actions: [tickWork, openWork],
  views: [workReminder],
  stepFeatures: [tasksOfStep],
}
