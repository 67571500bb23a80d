import { afterFailure } from '../../domain/delivery/retry.ts'
import type { BehindCard, Recipient } from '../../domain/ports/index.ts'
import { digestOf, mentionsOf } from './faces.ts'
import { failureOf } from './failure.ts'
import type { DeliveryOptions, DeliveryPace, Face, Outcome } from './options.ts'

type Place = Pick<BehindCard, 'chatId' | 'viewerId' | 'view' | 'ref'>

/** For whom a standing card is rendered: its only viewer, or its group. */
const viewerOf = ({ viewerId, chatId }: Place): Recipient =>
  viewerId ? { memberId: viewerId } : { chatId: chatId ?? '' }

/** A standing card as the rows say it is now. */
export async function renderPlace({ render }: DeliveryOptions, place: Place): Promise<Face | null> {
  const rendered = await render({ view: place.view, ref: place.ref }, viewerOf(place))
  return rendered && 'silent' in rendered ? null : rendered
}

/** Brings one claimed card up to date; resolves to when the next look is worth while, in milliseconds. */
export function cardRefresher(options: DeliveryOptions, pace: DeliveryPace) {
  const { cards, store, platform, identityOf, clock, log } = options
  const random = options.random ?? Math.random
  const tell = (what: Outcome['what']) => options.onOutcome?.({ what, kind: 'refresh' })

  const unchangeable = async (card: BehindCard, open: boolean, reason: string) => {
    if (open) await cards.repost(card, clock.now())
    else await cards.gone(card, reason)
    log.info({ card: card.id, view: card.view, reposted: open }, 'card can no longer be changed')
    tell(open ? 'reposted' : 'gone')
    return 0
  }

  const failed = async (card: BehindCard, error: unknown, known: { beforeCall: boolean; open: boolean }) => {
    const failure = failureOf(error, known.beforeCall)
    if (failure.kind === 'message') return unchangeable(card, known.open, failure.reason)
    if (failure.kind === 'target') return unchangeable(card, false, failure.reason)
    const next = afterFailure({ ...failure, attempts: card.attempts }, random(), pace.retry)
    if (next.step === 'settle') {
      log.error(
        { card: card.id, view: card.view, failure: failure.kind, code: failure.code },
        'card was not refreshed',
      )
      await cards.giveUp(card, failure.reason)
      tell('dead')
      return null
    }
    log.warn(
      {
        card: card.id,
        attempt: card.attempts,
        delayMs: next.delayMs,
        failure: failure.kind,
        code: failure.code,
      },
      'card will be refreshed again',
    )
    if (failure.retryAfterMs !== null) await store.block(platform.name, 'update', failure.retryAfterMs)
    await cards.retryRefresh(card, { delayMs: next.delayMs, error: failure.reason, counts: next.counts })
    tell('retry')
    return next.delayMs
  }

  const compose = async (card: BehindCard) => {
    const rendered = await renderPlace(options, card)
    return { rendered, names: rendered && (await mentionsOf(rendered.card, identityOf)) }
  }

  return async (card: BehindCard): Promise<number | null> => {
    const composed = await compose(card).catch((error: unknown) => ({ error }))
    if ('error' in composed) return failed(card, composed.error, { beforeCall: true, open: false })
    const { rendered, names } = composed
    // Nothing to show any more leaves the last state standing.
    if (!rendered || !names || card.untouchedDigest === digestOf(rendered.card)) {
      await cards.shown(card, { open: rendered?.open ?? false, spacingMs: 0, unused: true })
      return null
    }
    const failure = await platform.updateCard(card.messageId, rendered.card, names).then(
      () => null,
      (error: unknown) => ({ error }),
    )
    if (failure) return failed(card, failure.error, { beforeCall: false, open: rendered.open })
    await cards.shown(card, { open: rendered.open, spacingMs: pace.refreshMs, unused: false })
    tell('shown')
    return pace.refreshMs
  }
}
