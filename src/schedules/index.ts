import { applyCalendar } from './apply-calendar.ts'
import { arrangePlans } from './arrange-plans.ts'
import { closeExpired } from './close-expired.ts'
import type { Schedule } from './define.ts'
import { destroyKeys } from './destroy-keys.ts'
import { housekeeping } from './housekeeping.ts'
import { noteReaders } from './note-readers.ts'
import { planPeriodReminders } from './plan-period-reminders.ts'
import { proposeDisposals } from './propose-disposals.ts'
import { repostCards } from './repost-cards.ts'
import { sendDueReminders } from './send-due-reminders.ts'
import { startRoutines } from './start-routines.ts'
import { tellSuperiors } from './tell-superiors.ts'

/** Every job, in the order in which they are run when several are due: decisions first, then what is said of them. */
export const schedules: readonly Schedule[] = [
  applyCalendar,
  closeExpired,
  arrangePlans,
  startRoutines,
  planPeriodReminders,
  sendDueReminders,
  tellSuperiors,
  proposeDisposals,
  repostCards,
  noteReaders,
  destroyKeys,
  housekeeping,
]
