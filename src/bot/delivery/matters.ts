import type { MessagePart } from '../../domain/ports/index.ts'
import { matterOf } from '../../domain/reminders/refs.ts'

/** Of several parts about one matter the one that was owed last; what is about no matter stays. */
export function latestOfEachMatter(parts: readonly MessagePart[]): ReadonlySet<MessagePart> {
  const latest = new Map<string, MessagePart>()
  const owed = (part: MessagePart) => +(part.owedAt ?? part.dueAt)
  for (const part of parts) {
    const matter = matterIn(part) ?? part.id
    const known = latest.get(matter)
    if (!known || owed(part) >= owed(known)) latest.set(matter, part)
  }
  return new Set(latest.values())
}

/** What a part reminds of; null for what is about no matter. */
export const matterIn = ({ content }: MessagePart): string | null =>
  matterOf('view' in content ? content : {})
