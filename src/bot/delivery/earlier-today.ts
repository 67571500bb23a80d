import type { Card } from '../../cards/card.ts'
import type { ClaimedMessage, EarlierPart, MessagePart } from '../../domain/ports/index.ts'
import { markedFace } from './faces.ts'
import { matterIn } from './matters.ts'
import type { SenderOptions } from './options.ts'

/** What a person's new card of reminders carries on from the earlier ones of the day, in whose place it stands. */
export interface CarriedOn {
  cards: Card[]
  /** Rows that the new card stands for. */
  rows: string[]
  /** Messages that it replaces. */
  messages: string[]
}

/**
 * The reminders that a person was sent today: those that still have something to say are shown again on the new card, so
 * that the latest card of a day holds all that is due. What the person has put off since is left to its day. Null: there
 * is no earlier card.
 */
export async function earlierToday(
  options: SenderOptions,
  { kind, platform, recipient }: ClaimedMessage,
  said: readonly MessagePart[],
): Promise<CarriedOn | null> {
  const { store, clock, dayStart } = options
  if (kind !== 'reminder' || !('memberId' in recipient) || !dayStart) return null
  const earlier = await store.earlier({ platform, recipient, since: dayStart(clock.now()) })
  if (earlier.length === 0) return null
  const holds = await options.holdsOf?.(recipient.memberId, earlier)
  const wanted = earlier.filter(({ id }) => holds?.get(id)?.reason !== 'snoozed')
  const matters = new Set(said.map(matterIn).filter((matter) => matter !== null))
  const carried: CarriedOn = { cards: [], rows: [], messages: [] }
  const standing = new Set<string>()
  for (const part of wanted) {
    const matter = matterIn(part)
    if (matter !== null && matters.has(matter)) {
      carried.rows.push(part.id) // said anew by a later stage of the same matter
      continue
    }
    const card = await cardOf(options, part, recipient).catch((error: unknown) => ({ error }))
    if (card && 'error' in card) {
      options.log.error({ outgoing: part.id }, 'a reminder of today could not be shown again; its card stays')
      standing.add(part.messageId)
    } else if (card) {
      carried.cards.push(card)
      carried.rows.push(part.id)
    }
  }
  carried.messages.push(
    ...new Set(earlier.map(({ messageId }) => messageId).filter((id) => !standing.has(id))),
  )
  return carried
}

/** An earlier reminder as the rows are now, late as it was then; null when it has nothing left to say. */
async function cardOf(
  options: SenderOptions,
  part: EarlierPart,
  recipient: ClaimedMessage['recipient'],
): Promise<Card | null> {
  const rendered = await options.render(part.content, recipient)
  return rendered && 'card' in rendered ? markedFace(options, rendered, part, part.sentAt).card : null
}
