import type { Feature } from '../define/feature.ts'
import { cancelCase, pauseCase, restartCase, resumeCase } from './course.ts'
import { applyToExtend, askToExtend, decideExtension } from './extend-step.ts'
import { askToHandOver, clickHandOver } from './hand-over-step.ts'
import { newCase } from './new-case.ts'
import { clickSwitch, disableRoutine, enableRoutine, routinesOfOrganisation } from './routines.ts'
import { showChecklist } from './show-case.ts'
import { decideStep } from './step-approval.ts'
import { askForStep, fillStep } from './step-form.ts'
import { receiveNotice } from './step-notice.ts'
import { approvalOfStep, formOfStep } from './step-views.ts'
import { cardOfSubject, clickSubjectSay } from './subject.ts'

/** Cases of every process: their start, their course, their steps and routines. */
export const casesFeature: Feature = {
  commands: [
    showChecklist,
    newCase,
    pauseCase,
    resumeCase,
    cancelCase,
    restartCase,
    enableRoutine,
    disableRoutine,
  ],
  actions: [
    askForStep,
    clickSwitch,
    fillStep,
    decideStep,
    receiveNotice,
    askToExtend,
    applyToExtend,
    decideExtension,
    askToHandOver,
    clickHandOver,
    clickSubjectSay,
  ],
  views: [routinesOfOrganisation, formOfStep, approvalOfStep, cardOfSubject],
}
