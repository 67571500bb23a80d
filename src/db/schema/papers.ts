import { sql } from 'drizzle-orm'
import {
  bigint,
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
import { id, instant, json, localDate, orderedJson, tenantId, word } from './columns.ts'
import { organisation } from './organisation.ts'

/**
 * A file that we keep. `sha256` is the hash of its content and proves, after deletion, that it existed; `address` is
 * the hash under which its bytes stand in the blob store (of the sealed bytes when `sealed`), null once deleted.
 */
export const storedFile = pgTable(
  'stored_file',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    address: text('address'),
    /** Encrypted at rest with the organisation's data key. */
    sealed: boolean('sealed').notNull(),
    /** Who may read it: a visibility of the process vocabulary. */
    visibility: word('visibility').notNull(),
    /** The person whose own it is, who may always read it; null = nobody in particular. */
    ownerId: uuid('owner_id'),
    /** Class of the retention schedule. */
    retention: word('retention').notNull(),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
    deletedAt: instant('deleted_at'),
    disposalId: uuid('disposal_id'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('stored_file_address').on(t.tenantId, t.address),
    index('stored_file_organisation').on(t.tenantId, t.organisationId, t.createdAt),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** The key of an organisation's sealed files, wrapped by the key that is not in the database. */
export const dataKey = pgTable(
  'data_key',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    wrapped: text('wrapped').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.organisationId] }),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** What proves a step: a stored file, or a link to a cloud document. Never changed; a withdrawn one stays as a row. */
export const evidence = pgTable(
  'evidence',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    instanceId: uuid('instance_id').notNull(),
    step: word('step').notNull(),
    item: text('item').notNull().default(''),
    title: text('title').notNull(),
    fileId: uuid('file_id'),
    url: text('url'),
    /** The document whose final version it is, if it is one. */
    documentId: uuid('document_id'),
    submittedBy: uuid('submitted_by'),
    submittedAt: instant('submitted_at').notNull(),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('evidence_case').on(t.tenantId, t.instanceId, t.step),
    unique('evidence_file').on(t.tenantId, t.fileId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A stored file that belongs to a request, a report or a rectification item: attachment, scan of a reply, or evidence. */
export const attachment = pgTable(
  'attachment',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    /** `request`, `report` or `rectification`, and its id. */
    subject: word('subject').notNull(),
    ref: uuid('ref').notNull(),
    /** `attachment`, `scan` or `evidence`. */
    role: word('role').notNull(),
    title: text('title').notNull(),
    fileId: uuid('file_id').notNull(),
    submittedBy: uuid('submitted_by'),
    submittedAt: instant('submitted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('attachment_ref').on(t.tenantId, t.subject, t.ref),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A person was asked for a file: the next one that they send in private belongs there, until `expires_at`. */
export const fileRequest = pgTable(
  'file_request',
  {
    tenantId: tenantId(),
    memberId: uuid('member_id').notNull(),
    purpose: json('purpose').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.memberId] })],
)

/**
 * Work with files that takes longer than an act: fetching from the platform, making documents, ledgers, archives.
 * `key` exists once. Leases and waits are the database's own time; a job whose worker died is taken up by the next.
 */
export const paperJob = pgTable(
  'paper_job',
  {
    tenantId: tenantId(),
    id: id(),
    key: text('key').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    kind: word('kind').notNull(),
    params: json('params').notNull(),
    requestedBy: uuid('requested_by'),
    platform: word('platform').notNull(),
    /** `planned` (also while it runs), `done`, `refused` (told in words), `dead`. */
    state: word('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: instant('lease_until'),
    retryAt: instant('retry_at'),
    error: text('error'),
    /** How far it is, for its card, and what it needs to go on after a crash. */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    fileId: uuid('file_id'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('paper_job_key').on(t.tenantId, t.key),
    index('paper_job_due').on(t.tenantId, t.retryAt).where(sql`state = 'planned'`),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A document made from the records of a subject. `state` is `draft` or `final`; versions are kept. */
export const document = pgTable(
  'document',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    /** Id of its layout: `minutes`, `request` … */
    kind: word('kind').notNull(),
    /** What it was made from: `meeting`, `request`, `ballot`, `case`, and its id. */
    subject: word('subject').notNull(),
    subjectId: uuid('subject_id').notNull(),
    instanceId: uuid('instance_id'),
    caseNumber: text('case_number').notNull(),
    title: text('title').notNull(),
    visibility: word('visibility').notNull(),
    state: word('state').notNull(),
    version: integer('version').notNull(),
    signedBy: uuid('signed_by'),
    signedAt: instant('signed_at'),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('document_subject').on(t.tenantId, t.subject, t.subjectId, t.kind),
    index('document_case').on(t.tenantId, t.instanceId),
    index('document_organisation').on(t.tenantId, t.organisationId, t.createdAt),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** One version: its text as neutral content, or the edited file that somebody sent. `file_id` is null until it is made. */
export const documentVersion = pgTable(
  'document_version',
  {
    tenantId: tenantId(),
    documentId: uuid('document_id').notNull(),
    version: integer('version').notNull(),
    /** `records` (drafted), `form` (corrected on a card), `upload` (an edited file). */
    origin: word('origin').notNull(),
    /** What people filled in, by field. */
    fields: json('fields').notNull(),
    content: orderedJson('content').notNull(),
    fileId: uuid('file_id'),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.documentId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
  ],
)

/** Nothing of the organisation (or of one case) may be deleted while it stands. */
export const legalHold = pgTable(
  'legal_hold',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    instanceId: uuid('instance_id'),
    reason: text('reason').notNull(),
    placedBy: uuid('placed_by').notNull(),
    placedAt: instant('placed_at').notNull(),
    liftedBy: uuid('lifted_by'),
    liftedAt: instant('lifted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('legal_hold_organisation').on(t.tenantId, t.organisationId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A proposal to delete what is past its retention: two different persons confirm it, or one rejects it. */
export const disposal = pgTable(
  'disposal',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    proposedOn: localDate('proposed_on').notNull(),
    fileIds: uuid('file_ids').array().notNull(),
    /** `proposed`, `confirmed` (both have; the bytes are being removed), `done`, `rejected`. */
    state: word('state').notNull(),
    firstBy: uuid('first_by'),
    firstAt: instant('first_at'),
    secondBy: uuid('second_by'),
    secondAt: instant('second_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('disposal_open').on(t.tenantId, t.organisationId, t.state),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)
