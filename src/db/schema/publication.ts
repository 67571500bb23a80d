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

/**
 * What is made public: a 公示 before a decision takes effect (with a counted period and objections), or a 公布, 公开 or 通报
 * after the fact. `version` is the text that counts; every text that was shown stands in `public_notice_version`.
 */
export const publicNotice = pgTable(
  'public_notice',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    kind: word('kind').notNull(),
    matter: word('matter').notNull(),
    title: text('title').notNull(),
    scope: text('scope').notNull(),
    contact: text('contact'),
    acceptorId: uuid('acceptor_id').notNull(),
    /** Working days of the period, the day of publication not counted; 0 where there is none. */
    days: integer('days').notNull(),
    version: integer('version').notNull(),
    state: word('state').notNull(),
    /** Until when objections are taken; null where there is no period. */
    endsAt: instant('ends_at'),
    closedAt: instant('closed_at'),
    withdrawnReason: text('withdrawn_reason'),
    caseId: uuid('case_id'),
    step: word('step'),
    publishedBy: uuid('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('public_notice_number').on(t.tenantId, t.organisationId, t.number),
    index('public_notice_ending').on(t.tenantId, t.state, t.endsAt),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A text as it was published: the proof of what was shown, from when, for which period. Never changed. */
export const publicNoticeVersion = pgTable(
  'public_notice_version',
  {
    tenantId: tenantId(),
    noticeId: uuid('notice_id').notNull(),
    version: integer('version').notNull(),
    content: text('content').notNull(),
    basis: text('basis'),
    /** SHA-256 over title, content, basis and scope, in hex. */
    hash: text('hash').notNull(),
    reason: text('reason'),
    startsOn: localDate('starts_on').notNull(),
    endsOn: localDate('ends_on'),
    publishedBy: uuid('published_by').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.noticeId, t.version] }),
    foreignKey({
      columns: [t.tenantId, t.noticeId],
      foreignColumns: [publicNotice.tenantId, publicNotice.id],
    }),
  ],
)

/** A longer period, with its reason. */
export const noticeExtension = pgTable(
  'notice_extension',
  {
    tenantId: tenantId(),
    noticeId: uuid('notice_id').notNull(),
    id: id(),
    days: integer('days').notNull(),
    reason: text('reason').notNull(),
    endsOn: localDate('ends_on').notNull(),
    extendedBy: uuid('extended_by').notNull(),
    extendedAt: instant('extended_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.noticeId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.noticeId],
      foreignColumns: [publicNotice.tenantId, publicNotice.id],
    }),
  ],
)

/** An objection: for the acceptor alone. An anonymous one carries no member and only the day. */
export const objection = pgTable(
  'objection',
  {
    tenantId: tenantId(),
    noticeId: uuid('notice_id').notNull(),
    /** Running number within the notice, from 1. */
    no: integer('no').notNull(),
    version: integer('version').notNull(),
    memberId: uuid('member_id'),
    content: text('content').notNull(),
    submittedOn: localDate('submitted_on').notNull(),
    inquiry: text('inquiry'),
    /** `upheld`, `partly` or `rejected`; null until concluded. */
    conclusion: word('conclusion'),
    reason: text('reason'),
    concludedBy: uuid('concluded_by'),
    concludedAt: instant('concluded_at'),
    anonymous: boolean('anonymous').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.noticeId, t.no] }),
    foreignKey({
      columns: [t.tenantId, t.noticeId],
      foreignColumns: [publicNotice.tenantId, publicNotice.id],
    }),
  ],
)
