import type { Feature } from '../define/feature.ts'
import { clickArrange } from './arrange-plan.ts'
import { clickAdjust, clickFile } from './change-plan.ts'
import { clickWithdrawLeave, listLeaves, registerExemption, registerExtension } from './leave.ts'
import { clickBelow, clickBranch, clickPage } from './overview.ts'
import { yearPlanAtSuperior, yearPlanInBranch } from './plan-views.ts'
import { showProgress } from './progress.ts'
import { listMissing, registerPeople } from './register.ts'
import { clickUrge, clickUrgeAll, confirmUrgeAll } from './urge.ts'
import { yearPlanCommand } from './year-plan.ts'

/** What is due when: progress, registers, exemptions, the superior's view and the plan of the year. */
export const cadenceFeature: Feature = {
  commands: [
    showProgress,
    registerPeople,
    listMissing,
    yearPlanCommand,
    registerExemption,
    registerExtension,
    listLeaves,
  ],
  actions: [
    clickWithdrawLeave,
    clickPage,
    clickBranch,
    clickBelow,
    clickUrge,
    clickUrgeAll,
    confirmUrgeAll,
    clickAdjust,
    clickFile,
    clickArrange,
  ],
  views: [yearPlanInBranch, yearPlanAtSuperior],
}
