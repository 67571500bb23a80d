/** What reminders refuse. */
export interface ReminderRefusals {
  /** Put off beyond the last day that counts. Local days. */
  'reminder/no-later': { day: string; last: string; obligation: string }
  'reminder/time': { given: string }
  'reminder/quiet': { given: string }
  'reminder/no-time-left': Record<string, never>
  'reminder/pause': { given: string; most: number }
}
