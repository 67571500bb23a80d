import { localDate } from '../domain/calendar/local-time.ts'
import { reminderMessages } from '../domain/delivery/reminder-messages.ts'
import { defineSchedule } from './define.ts'

const BATCH = 500

/** Turns the planned reminders of meetings, steps, ballots and opinions that are due into messages. */
export const sendDueReminders = defineSchedule({
  name: 'send-due-reminders',
  cron: '* * * * *',
  async run({ plans, now, calendar, zone }) {
    const today = localDate(now, zone)
    for (let taken = BATCH; taken === BATCH; )
      taken = await plans.sendDue(now, today, BATCH, (due) => reminderMessages(due, { now, calendar, zone }))
  },
})
