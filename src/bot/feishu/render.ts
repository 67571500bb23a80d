import type { Card } from '../../cards/card.ts'
import type { Limits, MentionNames } from '../platform.ts'
import type { CardJson } from './card-json.ts'
import { renderFrame } from './frame.ts'
import { feishuLimits } from './limits.ts'
import { planCard } from './plan.ts'

/**
 * A neutral card as Card JSON 2.0 that the platform accepts: fitted into its limits first, text in plain-text
 * elements only, mentions from the identities that `mention` resolves (others are left out).
 */
export const renderCard = (card: Card, mention: MentionNames, limits: Limits = feishuLimits): CardJson =>
  renderFrame(planCard(card, limits), mention)
