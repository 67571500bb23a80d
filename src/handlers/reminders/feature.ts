import type { Feature } from '../define/feature.ts'
import { clickChecklist, clickProgress } from './buttons.ts'
import { escalationList } from './escalation.ts'
import { reminderLedger } from './ledger.ts'
import { clickPause, clickPreference, clickResume, reminderCommand } from './preferences.ts'
import { previewOfReminders, reminderPreview } from './preview.ts'
import { replacedReminder } from './replaced.ts'
import { clickSnooze, clickSnoozeFor } from './snooze.ts'
import { meetingReminder, periodReminder, stepReminder } from './views.ts'

/** Reminders: ledger, preview, preferences, snoozing, escalation. */
export const remindersFeature: Feature = {
  commands: [reminderCommand, reminderLedger, reminderPreview],
  actions: [
    clickProgress,
    clickChecklist,
    clickPreference,
    clickPause,
    clickResume,
    clickSnooze,
    clickSnoozeFor,
  ],
  views: [
    periodReminder,
    meetingReminder,
    stepReminder,
    replacedReminder,
    escalationList,
    previewOfReminders,
  ],
}
