import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, localDate, tenantId, word } from './columns.ts'

/** How a person wants to be reminded; without a row as everybody. Local times `HH:MM`. */
export const reminderPreference = pgTable(
  'reminder_preference',
  {
    tenantId: tenantId(),
    memberId: uuid('member_id').notNull(),
    sendAt: text('send_at'),
    quietFrom: text('quiet_from'),
    quietUntil: text('quiet_until'),
    /** First day on which reminders go out again. */
    pausedUntil: localDate('paused_until'),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.memberId] })],
)

/** A matter of which a person wants to hear nothing before a day (稍后提醒). */
export const snooze = pgTable(
  'snooze',
  {
    tenantId: tenantId(),
    memberId: uuid('member_id').notNull(),
    /** `organisation|obligation|period`. */
    matter: text('matter').notNull(),
    until: localDate('until').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.memberId, t.matter] })],
)

/** A period of which the superior is told because it was not held: once for a duty and period. */
export const escalation = pgTable(
  'escalation',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    obligation: word('obligation').notNull(),
    period: word('period').notNull(),
    /** The branch in the superior's list: the organisation itself, or that of the group. */
    branchId: uuid('branch_id').notNull(),
    superiorId: uuid('superior_id').notNull(),
    /** Day of the list. */
    onDate: localDate('on_date').notNull(),
    /** `digest` or `immediate`, as set on that day. */
    manner: word('manner').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.organisationId, t.obligation, t.period] }),
    index('escalation_list').on(t.tenantId, t.superiorId, t.onDate),
  ],
)
