import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, localDate, tenantId, word } from './columns.ts'
import { organisation } from './organisation.ts'
import { opinionCall } from './process.ts'

/** Something to be done that comes of a decision (a condition of a reply, a measure of an instruction). */
export const task = pgTable(
  'task',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    label: text('label').notNull(),
    /** What it comes of: `request`, `instruction`, …, with its id and number. */
    origin: word('origin').notNull(),
    originId: uuid('origin_id').notNull(),
    originNumber: text('origin_number').notNull(),
    ownerId: uuid('owner_id'),
    dueOn: localDate('due_on'),
    state: word('state').notNull(),
    result: text('result'),
    doneBy: uuid('done_by'),
    doneAt: instant('done_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('task_number').on(t.tenantId, t.organisationId, t.number),
    index('task_origin').on(t.tenantId, t.originId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** One line of the rectification ledger: a problem, what is done about it, by whom, until when, and who found it done. */
export const rectification = pgTable(
  'rectification',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    problem: text('problem').notNull(),
    origin: text('origin'),
    measure: text('measure').notNull(),
    ownerId: uuid('owner_id').notNull(),
    dueOn: localDate('due_on').notNull(),
    state: word('state').notNull(),
    meetingId: uuid('meeting_id'),
    caseId: uuid('case_id'),
    step: word('step'),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    acceptedBy: uuid('accepted_by'),
    acceptedAt: instant('accepted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('rectification_number').on(t.tenantId, t.organisationId, t.number),
    index('rectification_case').on(t.tenantId, t.caseId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** What happened to a rectification item: progress with evidence, acceptance, return, reopening. */
export const rectificationEntry = pgTable(
  'rectification_entry',
  {
    tenantId: tenantId(),
    rectificationId: uuid('rectification_id').notNull(),
    id: id(),
    kind: word('kind').notNull(),
    text: text('text').notNull(),
    evidence: text('evidence'),
    writtenBy: uuid('written_by').notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.rectificationId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.rectificationId],
      foreignColumns: [rectification.tenantId, rectification.id],
    }),
  ],
)

/** A rationalisation suggestion (合理化建议). An anonymous one carries no author and only the day. */
export const suggestion = pgTable(
  'suggestion',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    authorId: uuid('author_id'),
    category: text('category').notNull(),
    content: text('content').notNull(),
    submittedOn: localDate('submitted_on').notNull(),
    /** By when it must be answered. */
    dueOn: localDate('due_on').notNull(),
    state: word('state').notNull(),
    adopted: boolean('adopted'),
    review: text('review'),
    reviewedBy: uuid('reviewed_by'),
    reply: text('reply'),
    repliedBy: uuid('replied_by'),
    repliedOn: localDate('replied_on'),
    implementerId: uuid('implementer_id'),
    effect: text('effect'),
    rating: word('rating'),
    caseId: uuid('case_id'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('suggestion_number').on(t.tenantId, t.organisationId, t.number),
    index('suggestion_author').on(t.tenantId, t.authorId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A line of an opinion summary, and what became of it. */
export const opinionLine = pgTable(
  'opinion_line',
  {
    tenantId: tenantId(),
    callId: uuid('call_id').notNull(),
    no: integer('no').notNull(),
    content: text('content').notNull(),
    disposition: word('disposition'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.callId, t.no] }),
    foreignKey({ columns: [t.tenantId, t.callId], foreignColumns: [opinionCall.tenantId, opinionCall.id] }),
  ],
)
