import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, json, localDate, tenantId, word } from './columns.ts'
import { organisation } from './organisation.ts'

/**
 * The superior's leave for one obligation and period: not to hold it (`exemption`) or to hold it later (`moved`, with
 * the last day). On file with its document until it is withdrawn; `body` is a group's id, or empty for the whole.
 */
export const obligationOverride = pgTable(
  'obligation_override',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    obligation: word('obligation').notNull(),
    period: word('period').notNull(),
    body: text('body').notNull().default(''),
    kind: word('kind').notNull(),
    until: localDate('until'),
    documentNumber: text('document_number').notNull(),
    documentDate: localDate('document_date').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('obligation_override_on_file')
      .on(t.tenantId, t.organisationId, t.obligation, t.period, t.kind, t.body)
      .where(sql`withdrawn_at is null`),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/**
 * A register of people by period: who has paid, and who has talked with whom (never about what). `mark` is empty for
 * one entry a period; of a pair it names the other and the day.
 */
export const dutyRecord = pgTable(
  'duty_record',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    obligation: word('obligation').notNull(),
    period: word('period').notNull(),
    memberId: uuid('member_id').notNull(),
    otherId: uuid('other_id'),
    mark: text('mark').notNull().default(''),
    doneOn: localDate('done_on').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.organisationId, t.obligation, t.period, t.memberId, t.mark] }),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A superior urged a branch (催办): once a day for each branch and obligation. */
export const urging = pgTable(
  'urging',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    superiorId: uuid('superior_id').notNull(),
    obligation: word('obligation').notNull(),
    period: word('period').notNull(),
    urgedOn: localDate('urged_on').notNull(),
    urgedBy: uuid('urged_by').notNull(),
    urgedAt: instant('urged_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('urging_once_a_day').on(t.tenantId, t.organisationId, t.obligation, t.urgedOn),
    index('urging_superior').on(t.tenantId, t.superiorId, t.urgedOn),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/**
 * An organisation's plan of meetings for a year: a draft until it is filed with the superior. `arrangedBy` and `arrangedAt`
 * tell who last had its meetings arranged.
 */
export const yearPlan = pgTable(
  'year_plan',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    year: integer('year').notNull(),
    state: word('state').notNull(),
    draftedBy: uuid('drafted_by').notNull(),
    draftedAt: instant('drafted_at').notNull(),
    filedBy: uuid('filed_by'),
    filedAt: instant('filed_at'),
    arrangedBy: uuid('arranged_by'),
    arrangedAt: instant('arranged_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('year_plan_year').on(t.tenantId, t.organisationId, t.year),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/**
 * One meeting of a plan: which obligation and period it serves, and, once arranged, the meeting. `queued` = it is still to
 * be arranged by the job; `refusal` = the rule by which the job could not.
 */
export const yearPlanItem = pgTable(
  'year_plan_item',
  {
    tenantId: tenantId(),
    planId: uuid('plan_id').notNull(),
    obligation: word('obligation').notNull(),
    period: word('period').notNull(),
    body: text('body').notNull().default(''),
    on: localDate('on_date').notNull(),
    requestBy: localDate('request_by'),
    meetingId: uuid('meeting_id'),
    queued: boolean('queued').notNull().default(false),
    refusal: text('refusal'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.planId, t.obligation, t.period, t.body] }),
    index('year_plan_item_queued').on(t.tenantId, t.planId).where(sql`queued`),
    foreignKey({ columns: [t.tenantId, t.planId], foreignColumns: [yearPlan.tenantId, yearPlan.id] }),
  ],
)

/**
 * A year of the State Council's notice that was imported; it counts before the file of that year. `appliedAt` is null
 * until open dates have been computed anew.
 */
export const calendarYear = pgTable(
  'calendar_year',
  {
    tenantId: tenantId(),
    year: integer('year').notNull(),
    provisional: boolean('provisional').notNull(),
    days: json('days').notNull(),
    source: text('source').notNull(),
    importedAt: instant('imported_at').notNull(),
    appliedAt: instant('applied_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.year] })],
)
