import type { RosterEntry } from '../organisation/types.ts'
import { committeeOffices } from '../organisation/words.ts'
import type { OpinionCall } from '../ports/decisions.ts'
import type { Attendance, Meeting } from '../ports/meetings.ts'

/** The meeting whose absent members are asked. */
export interface AskedMeeting {
  meeting: Pick<Meeting, 'startsAt'>
  attendance: readonly Pick<Attendance, 'memberId' | 'reply' | 'signedInAt'>[]
}

/**
 * Whether a person on the roster is among those whom a call asks. Absent members are those who asked for leave and,
 * once the meeting has begun, everybody who did not sign in.
 */
export function isAsked(
  call: Pick<OpinionCall, 'audience'>,
  entry: RosterEntry,
  asked: AskedMeeting | null,
  now: Date,
): boolean {
  if (call.audience === 'members' || call.audience === 'staff') return true
  if (call.audience === 'committee') return entry.offices.some((office) => committeeOffices.includes(office))
  if (!asked) return false
  const row = asked.attendance.find((one) => one.memberId === entry.memberId)
  if (row?.signedInAt) return false
  return row?.reply === 'leave' || asked.meeting.startsAt <= now
}

/**
 * Who collates: the person named in the call, or when that person has left the roster, whoever answers for collation
 * now (`fallback`). Null where nobody is there.
 */
export const collatorOf = (
  call: Pick<OpinionCall, 'collatorId'>,
  roster: readonly RosterEntry[],
  fallback: readonly string[],
): string | null =>
  roster.some((entry) => entry.memberId === call.collatorId) ? call.collatorId : (fallback[0] ?? null)
