import type { Feature } from '../define/feature.ts'
import { conveneMeeting, meetingOfStep } from './convene.ts'
import { objectToResolution } from './object.ts'
import { showResolutions } from './show.ts'

/** Resolutions and what comes after: objections, meetings convened again. */
export const resolutionsFeature: Feature = {
  commands: [showResolutions, objectToResolution, conveneMeeting],
  stepFeatures: [meetingOfStep],
}
