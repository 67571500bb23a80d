import { replacedCard } from '../../cards/replaced-card.ts'
import { localTime } from '../../domain/calendar/local-time.ts'
import { reminderViews } from '../../domain/reminders/refs.ts'
import { defineView } from '../define/view.ts'

/** An earlier card of a day: folded up, because the latest one holds all that is still due. */
export const replacedReminder = defineView(reminderViews.replaced, async (ref, { zone }) => ({
  open: false,
  card: replacedCard(localTime(new Date(ref), zone)),
}))
