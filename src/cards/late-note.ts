import { isOwnChoice } from '../domain/reminders/reasons.ts'
import type { Card } from './card.ts'
import { timeWords } from './wording.ts'

/** Sooner than this nobody notices that a reminder is late. */
const NOTICEABLE_MS = 60 * 60_000

/** The card of a reminder that comes later than it was owed, saying so; null when it does not. */
export function lateCard(
  card: Card,
  { owedAt, reason, now, zone }: { owedAt: Date; reason: string | null; now: Date; zone: string },
): Card | null {
  if (+now - +owedAt < NOTICEABLE_MS) return null
  const words = isOwnChoice(reason)
    ? `原定${timeWords(owedAt, zone)}，按您的设置推迟到现在。`
    : `此提醒应于${timeWords(owedAt, zone)}发出，因故晚发，期间的多次提醒已合并。`
  return { ...card, note: [card.note, words].filter(Boolean).join('　') }
}
