import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lintCard } from '../../../sandbox/card-lint.ts'
import { sizeOf } from '../../../src/bot/feishu/card-size.ts'
import { feishuLimits } from '../../../src/bot/feishu/limits.ts'
import { renderCard } from '../../../src/bot/feishu/render.ts'
import type { MentionNames } from '../../../src/bot/platform.ts'
import { anyCard } from './arbitrary-card.ts'

const known: MentionNames = (memberId) => ({
  platform: 'feishu',
  kind: 'open_id',
  value: `ou_${memberId.replaceAll('-', '')}`,
})

it('makes of any neutral card one that the platform takes', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const json = renderCard(card, known)
      expect(lintCard(json)).toEqual([])
      const size = sizeOf(json)
      expect(size.bytes).toBeLessThanOrEqual(feishuLimits.cardBytes)
      expect(size.elements).toBeLessThanOrEqual(feishuLimits.cardElements)
    }),
    { numRuns: 150, endOnFailure: true, interruptAfterTimeLimit: 20_000 },
  )
})
