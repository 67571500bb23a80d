import type { Feature } from '../define/feature.ts'
import { correctNotice, extendNotice, withdrawNotice } from './change.ts'
import { clickConclude, clickInquire } from './conclude.ts'
import { showNotices } from './list.ts'
import { clickObject, objectToNotice } from './object.ts'
import { noticeOfStep } from './of-step.ts'
import { publishNotice } from './publish.ts'
import { answerToObjector, newsOfNotice, noticeInGroup, objectionsOfNotice } from './views.ts'

/** Public notices (公示), objections and their conclusion. */
export const publicNoticesFeature: Feature = {
  commands: [publishNotice, correctNotice, extendNotice, withdrawNotice, objectToNotice, showNotices],
  actions: [clickObject, clickInquire, clickConclude],
  views: [noticeInGroup, objectionsOfNotice, answerToObjector, newsOfNotice],
  stepFeatures: [noticeOfStep],
}
