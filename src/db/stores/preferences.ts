import { and, eq, gt, inArray } from 'drizzle-orm'
import type { PreferenceStore } from '../../domain/ports/index.ts'
import { noPreference } from '../../domain/reminders/preference.ts'
import { outgoing, reminderPreference, snooze } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** How people want to be reminded. */
export function preferenceStore({ tx, tenantId, now }: StoreContext): PreferenceStore {
  return {
    async get(memberId) {
      const [row] = await tx
        .select()
        .from(reminderPreference)
        .where(and(eq(reminderPreference.tenantId, tenantId), eq(reminderPreference.memberId, memberId)))
      if (!row) return noPreference
      const { sendAt, quietFrom, quietUntil, pausedUntil } = row
      return { sendAt, quietFrom, quietUntil, pausedUntil }
    },
    async set(memberId, preference) {
      const row = { ...preference, changedAt: now }
      await tx
        .insert(reminderPreference)
        .values({ tenantId, memberId, ...row })
        .onConflictDoUpdate({ target: [reminderPreference.tenantId, reminderPreference.memberId], set: row })
    },
    async releaseHeld(memberId) {
      await tx
        .update(outgoing)
        .set({ dueAt: now })
        .where(
          and(
            eq(outgoing.tenantId, tenantId),
            eq(outgoing.recipient, { memberId }),
            eq(outgoing.state, 'planned'),
            eq(outgoing.kind, 'reminder'),
            inArray(outgoing.reason, ['paused', 'quiet', 'time']),
            gt(outgoing.dueAt, now),
          ),
        )
    },
    async snooze(memberId, matter, until) {
      const row = { until, setAt: now }
      await tx
        .insert(snooze)
        .values({ tenantId, memberId, matter, ...row })
        .onConflictDoUpdate({ target: [snooze.tenantId, snooze.memberId, snooze.matter], set: row })
    },
    async snoozedAfter(memberId, today) {
      const rows = await tx
        .select()
        .from(snooze)
        .where(and(eq(snooze.tenantId, tenantId), eq(snooze.memberId, memberId), gt(snooze.until, today)))
      return new Map(rows.map(({ matter, until }) => [matter, until]))
    },
  }
}
