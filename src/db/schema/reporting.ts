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

/** A 报告 to the superior: informs, asks for nothing. `revision` grows with each resubmission after a return. */
export const report = pgTable(
  'report',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    /** Null where the superior is outside the system. */
    superiorId: uuid('superior_id'),
    addressee: text('addressee').notNull(),
    number: text('number').notNull(),
    kind: word('kind').notNull(),
    matter: text('matter').notNull(),
    body: text('body').notNull(),
    state: word('state').notNull(),
    revision: integer('revision').notNull(),
    meetingId: uuid('meeting_id'),
    instructionId: uuid('instruction_id'),
    caseId: uuid('case_id'),
    step: word('step'),
    submittedBy: uuid('submitted_by').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    /** Everybody who submitted a revision of it: none of them may sign for its receipt. */
    authors: uuid('authors').array().notNull(),
    handledBy: uuid('handled_by'),
    handledAt: instant('handled_at'),
    comment: text('comment'),
    /** How it went to a superior outside the system. */
    sentOn: localDate('sent_on'),
    sentBy: text('sent_by'),
    sentNumber: text('sent_number'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('report_number').on(t.tenantId, t.organisationId, t.number),
    index('report_superior').on(t.tenantId, t.superiorId, t.state),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** An instruction or decision of the superior as it was registered. Of a classified one no text is kept. */
export const instruction = pgTable(
  'instruction',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    title: text('title'),
    documentNumber: text('document_number'),
    issuer: text('issuer'),
    secrecy: word('secrecy').notNull(),
    classified: boolean('classified').notNull(),
    receivedOn: localDate('received_on').notNull(),
    dueOn: localDate('due_on'),
    state: word('state').notNull(),
    execution: text('execution'),
    caseId: uuid('case_id'),
    registeredBy: uuid('registered_by').notNull(),
    registeredAt: instant('registered_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('instruction_number').on(t.tenantId, t.organisationId, t.number),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)
