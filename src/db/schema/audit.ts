import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantId, word } from './columns.ts'

/** One act, chained per organisation: `hash = SHA-256(0x01 ‖ prev ‖ body)`; `body` is canonical JSON (RFC 8785). */
export const audit = pgTable(
  'audit',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id'),
    action: word('action').notNull(),
    object: text('object').notNull(),
    body: text('body').notNull(),
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.organisationId, t.seq] })],
)

/** The head of an organisation's chain; its row lock orders the acts. */
export const auditHead = pgTable(
  'audit_head',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.organisationId] })],
)
