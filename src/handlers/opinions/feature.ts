import type { Feature } from '../define/feature.ts'
import { clickCollate, closeCall, collateOpinions } from './collate.ts'
import { disposeOpinion, feedBack, reportOpinions } from './dispose.ts'
import { callOfStep } from './of-step.ts'
import { openCall } from './open-call.ts'
import { clickNone, clickSubmit, submitOpinion } from './submit.ts'
import { callForOpinions, collationOfOpinions, ownOutcome, summaryOfOpinions } from './views.ts'

/** Calls for opinions, collation, disposal and feedback. */
export const opinionsFeature: Feature = {
  commands: [openCall, submitOpinion, collateOpinions, closeCall, disposeOpinion, feedBack, reportOpinions],
  actions: [clickSubmit, clickNone, clickCollate],
  views: [callForOpinions, collationOfOpinions, summaryOfOpinions, ownOutcome],
  stepFeatures: [callOfStep],
}
