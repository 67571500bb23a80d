import type { DeliveryOptions } from './options.ts'
import { renderPlace } from './refresh.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const BATCH = 200

/** How long after sending (business time) an open card is posted again: a day before the platform's limit. */
export const repostAfterMs = (cardLifeMs: number): number => cardLifeMs - DAY_MS

/**
 * Posts open cards again before the platform stops taking changes of them. A card that closed meanwhile stays as it
 * is; nobody is woken at night. May be run again, and by several replicas at once: the key of the new message is the old card's.
 */
export async function repostOldCards(options: DeliveryOptions): Promise<void> {
  const { cards, platform, clock, log } = options
  const now = clock.now()
  const before = new Date(+now - repostAfterMs(platform.limits.cardLifeMs))
  for (;;) {
    const old = await cards.openSince(platform.name, before, BATCH)
    let left = 0
    for (const card of old) {
      const rendered = await renderPlace(options, card).catch((error: unknown) => ({ error }))
      if (rendered && 'error' in rendered) {
        log.error({ card: card.id, view: card.view }, 'an old card could not be rendered')
        left++
      } else if (rendered?.open) {
        await cards.repost(card, options.daytime?.(now) ?? now)
        options.onOutcome?.({ what: 'reposted', kind: 'refresh' })
      } else await cards.closed(card.id)
    }
    if (old.length < BATCH || left === old.length) return
  }
}
