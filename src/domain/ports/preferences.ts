import type { ReminderPreference } from '../reminders/preference.ts'

export interface PreferenceStore {
  /** What the person has chosen; `noPreference` without a row. */
  get(memberId: string): Promise<ReminderPreference>
  set(memberId: string, preference: ReminderPreference): Promise<void>
  /** Planned reminders that an earlier choice of the person put off are due now: delivery asks again. */
  releaseHeld(memberId: string): Promise<void>
  /** Nothing of a matter (`matterOf`) before a day. */
  snooze(memberId: string, matter: string, until: string): Promise<void>
  /** The matters that are put off beyond today, with their first day. */
  snoozedAfter(memberId: string, today: string): Promise<ReadonlyMap<string, string>>
}
