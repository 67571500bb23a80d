import type { Feature } from '../define/feature.ts'
import {
  acceptRectification,
  clickGiveBack,
  clickItemAccept,
  clickItemFinish,
  clickItemProgress,
  finishRectification,
  listRectifications,
  reopenRectification,
  reportProgress,
  showRectification,
} from './commands.ts'
import { createRectification } from './create.ts'
import { rectificationOfStep } from './of-step.ts'
import { rectificationItem } from './views.ts'

/** Items of rectification up to their acceptance by another person. */
export const rectificationFeature: Feature = {
  commands: [
    createRectification,
    reportProgress,
    finishRectification,
    acceptRectification,
    reopenRectification,
    showRectification,
    listRectifications,
  ],
  actions: [clickItemProgress, clickItemFinish, clickItemAccept, clickGiveBack],
  views: [rectificationItem],
  stepFeatures: [rectificationOfStep],
}
