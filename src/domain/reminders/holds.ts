import { localDate } from '../calendar/local-time.ts'
import type { Catalogue } from '../catalogue.ts'
import type { MessagePart, Unit } from '../ports/index.ts'
import { type Hold, holdOf } from './preference.ts'
import { matterOf, reminderViews } from './refs.ts'

/** What the question needs besides the person. */
export interface HoldContext {
  unit: Pick<Unit, 'preferences'>
  now: Date
  today: string
  zone: string
  catalogue: Pick<Catalogue, 'calendar'>
}

/** Until when each reminder is put off by what its person has chosen; those that may go now are not named. */
export async function holdsOf(
  ctx: HoldContext,
  memberId: string,
  parts: readonly MessagePart[],
): Promise<Map<string, Hold>> {
  const preference = await ctx.unit.preferences.get(memberId)
  const snoozed = await ctx.unit.preferences.snoozedAfter(memberId, ctx.today)
  const holds = new Map<string, Hold>()
  for (const part of parts) {
    if (isOfToday(part, ctx)) continue
    const matter = 'view' in part.content ? matterOf(part.content) : null
    const hold = holdOf({
      now: ctx.now,
      preference,
      snoozedUntil: (matter !== null && snoozed.get(matter)) || null,
      calendar: ctx.catalogue.calendar,
      zone: ctx.zone,
    })
    if (hold) holds.set(part.id, hold)
  }
  return holds
}

/** A meeting of this very day is reminded of whatever was chosen: tomorrow it is over. */
const isOfToday = ({ content, expiresAt }: MessagePart, { today, zone }: HoldContext): boolean =>
  'view' in content &&
  content.view === reminderViews.meeting &&
  expiresAt !== null &&
  localDate(expiresAt, zone) === today
