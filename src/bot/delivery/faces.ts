import { createHash } from 'node:crypto'
import type { Card } from '../../cards/card.ts'
import { digestCard } from '../../cards/digest-card.ts'
import type { MessagePart } from '../../domain/ports/index.ts'
import type { Identity, MentionNames } from '../platform.ts'
import type { DeliveryOptions, Face } from './options.ts'

/** Under which name the platform sends a message once: the same for every attempt and every replica. */
export const idempotencyKey = (tenantId: string, key: string): string =>
  createHash('sha256').update(`${tenantId}|${key}`).digest('hex').slice(0, 40)

/**
 * What a message shows: its only card, or several as one that stays as it is; null without a card. `earlier`: cards of
 * the day that the new one carries on.
 */
export function faceOf(cards: readonly Face[], earlier: readonly Card[] = []): Face | null {
  const [first, ...others] = cards
  if (!first || (others.length === 0 && earlier.length === 0)) return first ?? null
  const card = digestCard(
    cards.map((one) => one.card),
    earlier,
  )
  return { card, open: false, frozen: true }
}

/** A face that says so when it comes late: then it is true of its moment only. `at`: when it was or will be sent. */
export function markedFace(
  { marked, clock }: Pick<DeliveryOptions, 'marked' | 'clock'>,
  face: Face,
  part: MessagePart,
  at: Date = clock.now(),
): Face & { card: Card } {
  const late = marked?.(face.card, part, at) ?? null
  return { open: face.open, card: late ?? face.card, frozen: late !== null || face.frozen === true }
}

/** Tells two cards apart. */
export const digestOf = (card: Card): string =>
  createHash('sha256').update(JSON.stringify(card)).digest('hex')

/** Looks up the people whom a card mentions; one who is not on the platform is shown without a mention. */
export async function mentionsOf(
  card: Card,
  identityOf: (memberId: string) => Promise<Identity | null>,
): Promise<MentionNames> {
  const ids = new Set(card.blocks.flatMap((block) => (block.type === 'mention' ? block.memberIds : [])))
  const found = new Map<string, Identity | null>()
  for (const id of ids) found.set(id, await identityOf(id))
  return (memberId) => found.get(memberId) ?? null
}
