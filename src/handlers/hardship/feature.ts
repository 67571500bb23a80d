import type { Feature } from '../define/feature.ts'
import { aidTotals } from './aid-totals.ts'
import { withdrawConsent } from './withdraw-consent.ts'

/** Hardship: consent and totals of aid. */
export const hardshipFeature: Feature = {
  commands: [withdrawConsent, aidTotals],
}
