import type { Feature } from '../define/feature.ts'
import { clickDispose, clickKeep, disposalOf } from './disposal.ts'
import { holdPapers, liftHold } from './hold.ts'

/** Retention: holds and disposal by two persons. */
export const retentionFeature: Feature = {
  commands: [holdPapers, liftHold],
  actions: [clickDispose, clickKeep],
  views: [disposalOf],
}
