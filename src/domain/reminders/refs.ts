/**
 * Refs of the reminder views: what a reminder card shows is looked up when it is sent, so its outbox row carries only
 * these names. A view that finds nothing left to remind of answers null, and the row is marked `suppressed`.
 */
export const reminderViews = {
  period: 'reminder.period',
  meeting: 'reminder.meeting',
  step: 'reminder.step',
  ballot: 'reminder.ballot',
  opinions: 'reminder.opinions',
  escalation: 'reminder.escalation',
  /** Work that is no step of a case: ref = `readWorkRef`. */
  work: 'reminder.work',
  /** A card of today in whose place a newer one stands: ref = the instant of that one. */
  replaced: 'reminder.replaced',
} as const

/** How many parts of a ref name the matter; what follows is the stage. */
const matterParts: Readonly<Record<string, number>> = {
  [reminderViews.period]: 3,
  [reminderViews.step]: 3,
  [reminderViews.work]: 2,
  [reminderViews.meeting]: 1,
  [reminderViews.ballot]: 1,
  [reminderViews.opinions]: 1,
}

/**
 * What a reminder is about, whatever its stage: `organisation|obligation|period`, `case|step|item`, a meeting. Two
 * reminders of one matter on one card say the same twice. Null: no reminder of ours.
 */
export function matterOf({ view = '', ref }: { view?: string; ref?: string }): string | null {
  const parts = Object.hasOwn(matterParts, view) ? matterParts[view] : undefined
  return ref === undefined || parts === undefined ? null : ref.split('|').slice(0, parts).join('|')
}

const join = (...parts: string[]): string => parts.join('|')

/** `organisation|obligation|period|stage`, e.g. `…|general_meeting|2026-Q4|t14`. */
export const periodRef = {
  write: (r: { organisationId: string; obligation: string; period: string; stage: string }) =>
    join(r.organisationId, r.obligation, r.period, r.stage),
  read(ref: string) {
    const [organisationId = '', obligation = '', period = '', stage = ''] = ref.split('|')
    return { organisationId, obligation, period, stage }
  },
}

/** `meeting|stage|start`: with the start, so that a reminder of a date that was moved is recognised. */
export const meetingRef = {
  write: (r: { meetingId: string; stage: string; startsAt: Date }) =>
    join(r.meetingId, r.stage, r.startsAt.toISOString()),
  read(ref: string) {
    const [meetingId = '', stage = '', startsAt = ''] = ref.split('|')
    return { meetingId, stage, startsAt: new Date(startsAt) }
  },
}

/** `case|step|item|stage`. */
export const stepRef = {
  write: (r: { caseId: string; step: string; item: string; stage: string }) =>
    join(r.caseId, r.step, r.item, r.stage),
  read(ref: string) {
    const [caseId = '', step = '', item = '', stage = ''] = ref.split('|')
    return { caseId, step, item, stage }
  },
}

/** `superior|date` for the list of a day, `superior|date|organisation|obligation|period` for one told at once. */
export const escalationRef = {
  write: (
    superiorId: string,
    date: string,
    duty: { organisationId: string; obligation: string; period: string } | null,
  ) => join(superiorId, date, ...(duty ? [duty.organisationId, duty.obligation, duty.period] : [])),
  read(ref: string) {
    const [superiorId = '', date = '', organisationId, obligation = '', period = ''] = ref.split('|')
    return { superiorId, date, duty: organisationId ? { organisationId, obligation, period } : null }
  },
}
