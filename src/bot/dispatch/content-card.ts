import { z } from 'zod'
import type { Card } from '../../cards/card.ts'

/** A card that was stored with its message. Our own builders made it: the check is against a damaged row. */
export const contentCard = z.custom<Card>(
  (value) =>
    z
      .looseObject({
        title: z.string(),
        tone: z.string(),
        blocks: z.array(z.looseObject({ type: z.string() })),
        summary: z.string(),
      })
      .safeParse(value).success,
)
