import { localDate } from '../calendar/local-time.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Content, Outgoing, Recipient } from '../ports/delivery.ts'
import type { DueReminder, Messages } from '../ports/plans.ts'
import { meetingRef, reminderViews } from '../reminders/refs.ts'
import { isLate, nextSendingMoment } from './late.ts'
import { isEverybody, officesOf } from './role-offices.ts'

/** When reminders may go out. */
export interface Sending {
  now: Date
  calendar: WorkingCalendar
  zone: string
}

const PRIORITY = {
  meeting: 'meeting',
  step: 'duty',
  ballot: 'deadline',
  opinions: 'deadline',
  work: 'duty',
} as const

/**
 * The messages of a due reminder: to its member, else to the office holders that its roles mean, and to the
 * organisation's chat where they mean everybody. Nobody there: no message. A meeting that is gone reminds of nothing.
 */
export function reminderMessages(due: DueReminder, sending: Sending): Messages {
  if (due.subject === 'meeting' && due.startsAt === null) return { silent: 'moved' }
  const expiresAt = due.startsAt !== null && due.dueAt < due.startsAt ? due.startsAt : null
  const dueAt = sendingInstant(due, sending)
  if (expiresAt !== null && dueAt >= expiresAt) return { silent: 'begun' }
  // A late one that had to wait until the next of its matter says nothing more than that one.
  if (due.nextAt !== null && dueAt >= due.nextAt) return { silent: 'superseded' }
  const outgoing = recipientsOf(due).map(
    (recipient): Outgoing => ({
      key: `remind:${due.subject}:${due.ref}:${due.stage}@${minuteOf(due.dueAt)}:${nameOf(recipient)}`,
      kind: 'reminder',
      platform: due.platform,
      recipient,
      content: contentOf(due),
      priority: PRIORITY[due.subject],
      dueAt,
      organisationId: due.organisationId,
      ...(+dueAt === +due.dueAt ? {} : { owedAt: due.dueAt }),
      ...(expiresAt && { expiresAt }),
    }),
  )
  return outgoing.length > 0 ? { outgoing } : { silent: 'nobody' }
}

/** A moved date makes a new key: what was said about the old date does not silence it. */
const minuteOf = (instant: Date): string => instant.toISOString().slice(0, 16)

const nameOf = (recipient: Recipient): string =>
  'chatId' in recipient ? recipient.chatId : recipient.memberId

function recipientsOf({ memberId, roles, chatId, holders }: DueReminder): Recipient[] {
  if (memberId) return [{ memberId }]
  const chat: Recipient[] = chatId && roles.some(isEverybody) ? [{ chatId }] : []
  const named = roles.filter((role) => !isEverybody(role) || !chatId)
  const offices = officesOf(
    named,
    holders.some(({ office }) => office === 'group_leader') ? 'group' : 'branch',
    holders.map(({ office }) => office),
  )
  const members = holders.filter(({ office }) => offices.includes(office)).map((holder) => holder.memberId)
  return [...chat, ...[...new Set(members)].map((id): Recipient => ({ memberId: id }))]
}

function contentOf({ subject, ref, stage, startsAt }: DueReminder): Content {
  const written =
    subject === 'meeting' && startsAt
      ? meetingRef.write({ meetingId: ref, stage, startsAt })
      : `${ref}|${stage}`
  return { view: reminderViews[subject], ref: written }
}

/** Its own instant; a late one waits for the sending hours, unless its meeting is on this very day. */
function sendingInstant({ dueAt, startsAt }: DueReminder, { now, calendar, zone }: Sending): Date {
  if (!isLate(dueAt, now)) return dueAt
  const today = startsAt !== null && localDate(startsAt, zone) === localDate(now, zone)
  return today ? now : nextSendingMoment(now, calendar, zone)
}
