import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, json, localDate, tenantId, word } from './columns.ts'

/** An enterprise. `key` is the platform's name of it, claimed by the first proved event. */
export const tenant = pgTable(
  'tenant',
  {
    id: uuid('id').primaryKey(),
    platform: word('platform').notNull(),
    appId: text('app_id').notNull(),
    key: text('key'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('tenant_app').on(t.platform, t.appId)],
)

/** A node of the tree: `superior`, `branch`, `group` or `union`. */
export const organisation = pgTable(
  'organisation',
  {
    tenantId: tenantId(),
    id: id(),
    kind: word('kind').notNull(),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    foundedOn: localDate('founded_on'),
    committeeFrom: localDate('committee_from'),
    unionFrom: localDate('union_from'),
    dissolvedOn: localDate('dissolved_on'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('organisation_parent').on(t.tenantId, t.parentId),
    index('organisation_name').on(t.tenantId, t.kind, t.name),
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] }),
  ],
)

/** Which group chat speaks for which organisation: one each way. */
export const chatBinding = pgTable(
  'chat_binding',
  {
    tenantId: tenantId(),
    platform: word('platform').notNull(),
    chatId: text('chat_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    boundBy: uuid('bound_by').notNull(),
    boundAt: instant('bound_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.platform, t.chatId] }),
    unique('chat_binding_organisation').on(t.tenantId, t.organisationId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A person of the tenant, whatever platforms they use. */
export const member = pgTable(
  'member',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('member_name').on(t.tenantId, t.name)],
)

/** How a platform names a person. */
export const platformIdentity = pgTable(
  'platform_identity',
  {
    tenantId: tenantId(),
    platform: word('platform').notNull(),
    kind: word('kind').notNull(),
    value: text('value').notNull(),
    memberId: uuid('member_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.platform, t.kind, t.value] }),
    index('platform_identity_member').on(t.tenantId, t.memberId),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
  ],
)

/**
 * What a member is in an organisation, from a date to a date (exclusive): the roster is a question about a date.
 * In a branch: `formal`, `probationary`, `discipline_probation`, `rights_suspended`, `excluded_approved`; in a group
 * or a superior: `belongs`.
 */
export const standing = pgTable(
  'standing',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    memberId: uuid('member_id').notNull(),
    kind: word('kind').notNull(),
    fromDate: localDate('from_date').notNull(),
    toDate: localDate('to_date'),
    /** Document references of an exclusion or a decision. */
    basis: json('basis'),
    recordedBy: uuid('recorded_by'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('standing_organisation').on(t.tenantId, t.organisationId, t.memberId),
    index('standing_member').on(t.tenantId, t.memberId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
  ],
)

/** Which office a member holds, from a date to a date (exclusive). */
export const office = pgTable(
  'office',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    memberId: uuid('member_id').notNull(),
    office: word('office').notNull(),
    fromDate: localDate('from_date').notNull(),
    toDate: localDate('to_date'),
    recordedBy: uuid('recorded_by'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('office_organisation').on(t.tenantId, t.organisationId, t.office),
    index('office_member').on(t.tenantId, t.memberId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
  ],
)

/** Something that waits for a person's 确认: a binding, a person who joined. Used once. */
export const proposal = pgTable(
  'proposal',
  {
    tenantId: tenantId(),
    id: id(),
    kind: word('kind').notNull(),
    data: json('data').notNull(),
    proposedBy: uuid('proposed_by'),
    proposedAt: instant('proposed_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    state: word('state').notNull(),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
)

/** A setting of an organisation. */
export const setting = pgTable(
  'setting',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    key: word('key').notNull(),
    value: json('value').notNull(),
    setBy: uuid('set_by'),
    setAt: instant('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.organisationId, t.key] })],
)

/** The last running number of a letter and year in an organisation (`D2026-001`). */
export const caseNumber = pgTable(
  'case_number',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    letter: word('letter').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.organisationId, t.letter, t.year] })],
)
