import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { id, instant, json, orderedJson, tenantId, word } from './columns.ts'

/** A card that stands in a chat: which view of which object it shows, and whether it is behind (`wanted > shown`). */
export const card = pgTable(
  'card',
  {
    tenantId: tenantId(),
    id: id(),
    platform: word('platform').notNull(),
    messageId: text('message_id').notNull(),
    chatId: text('chat_id'),
    /** The only person who may see it; null for a card in a group. */
    viewerId: uuid('viewer_id'),
    view: word('view').notNull(),
    ref: text('ref').notNull(),
    sentAt: instant('sent_at').notNull(),
    wanted: integer('wanted').notNull().default(0),
    shown: integer('shown').notNull().default(0),
    /** `live`, `gone` (recalled, or the platform refused) or `replaced` (re-posted before the platform's limit). */
    state: word('state').notNull(),
    /** Whether the view can still be acted on: such a card is posted again before the platform's limit. */
    open: boolean('open').notNull().default(false),
    /** Hash of the card as it was sent, so that what changed while it was on its way is noticed. */
    digest: text('digest'),
    /** Not refreshed before this instant of the database: a lease, the spacing of one second, or a retry. */
    retryAt: instant('retry_at'),
    attempts: integer('attempts').notNull().default(0),
    error: text('error'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('card_message').on(t.tenantId, t.platform, t.messageId),
    index('card_subject').on(t.tenantId, t.view, t.ref),
    index('card_behind').on(t.tenantId, t.retryAt).where(sql`state = 'live' and wanted > shown`),
    index('card_open').on(t.tenantId, t.sentAt).where(sql`state = 'live' and open`),
  ],
)

/**
 * The outbox and its queue: a message that is to be sent, under a key that exists once. `due_at` is business time;
 * lease and retry columns are the database's own time.
 */
export const outgoing = pgTable(
  'outgoing',
  {
    tenantId: tenantId(),
    id: id(),
    key: text('key').notNull(),
    kind: word('kind').notNull(),
    platform: word('platform').notNull(),
    /** `{chatId}` or `{memberId}`. */
    recipient: json('recipient').notNull(),
    /** `{card}` as it is, or `{view, ref}` rendered when it is sent. */
    content: orderedJson('content').notNull(),
    priority: integer('priority').notNull(),
    dueAt: instant('due_at').notNull(),
    expiresAt: instant('expires_at'),
    /** `planned` (also while it is on its way or waits for another try), `sent`, `suppressed`, `expired`, `dead`, `unknown`. */
    state: word('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** In flight until then; after sending, the spacing of its chat. */
    leaseUntil: instant('lease_until'),
    retryAt: instant('retry_at'),
    /** When the platform first may have received it: bounds the use of its idempotency key. */
    firstTriedAt: instant('first_tried_at'),
    messageId: text('message_id'),
    /** Business time at which it was handed to the platform. */
    sentAt: instant('sent_at'),
    error: text('error'),
    createdAt: instant('created_at').notNull(),
    /** Rows with the same batch are one message, at every attempt; null: a message of its own. */
    batch: uuid('batch'),
    /** When it came into the queue, in the database's own time: reminders wait a moment for their fellows. */
    queuedAt: instant('queued_at').notNull().default(sql`now()`),
    /** Of a reminder: the organisation whose duty it is about. */
    organisationId: uuid('organisation_id'),
    /** When the rule asked for it, where it was put off; null: `due_at`. */
    owedAt: instant('owed_at'),
    /** Why it was put off or suppressed: a word of `domain/reminders/reasons.ts`. */
    reason: word('reason'),
    /** Business time at which the person opened it, where the platform tells. */
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('outgoing_key').on(t.tenantId, t.key),
    index('outgoing_due').on(t.tenantId, t.state, t.priority, t.dueAt, t.id),
    index('outgoing_instant').on(t.tenantId, t.dueAt),
    index('outgoing_leased').on(t.tenantId, t.leaseUntil).where(sql`lease_until is not null`),
    index('outgoing_retry').on(t.tenantId, t.retryAt).where(sql`state = 'planned' and retry_at is not null`),
    index('outgoing_tried')
      .on(t.tenantId, t.firstTriedAt)
      .where(sql`state = 'planned' and first_tried_at is not null`),
    index('outgoing_expiring')
      .on(t.tenantId, t.expiresAt)
      .where(sql`state = 'planned' and expires_at is not null`),
    index('outgoing_fellows').on(t.tenantId, t.recipient).where(sql`state = 'planned' and kind = 'reminder'`),
    index('outgoing_batch').on(t.tenantId, t.batch).where(sql`batch is not null`),
    index('outgoing_ledger').on(t.tenantId, t.organisationId, t.dueAt).where(sql`kind = 'reminder'`),
    index('outgoing_reminded')
      .on(t.tenantId, t.recipient, t.sentAt)
      .where(sql`kind = 'reminder' and state = 'sent'`),
    index('outgoing_message')
      .on(t.tenantId, t.messageId)
      .where(sql`kind = 'reminder' and message_id is not null`),
  ],
)

/** A reminder that is planned for an instant; when it is due its recipients are looked up and `outgoing` rows made. */
export const reminder = pgTable(
  'reminder',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    /** What it reminds of: `step`, `meeting`, `ballot`, …, and its ref. */
    subject: word('subject').notNull(),
    ref: text('ref').notNull(),
    stage: word('stage').notNull(),
    dueAt: instant('due_at').notNull(),
    roles: text('roles').array().notNull(),
    memberId: uuid('member_id'),
    state: word('state').notNull(),
    /** Why no message came of it: a word of `domain/reminders/reasons.ts`. */
    reason: word('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('reminder_due').on(t.tenantId, t.state, t.dueAt),
    index('reminder_subject').on(t.tenantId, t.subject, t.ref),
  ],
)

/** What came in and took effect, with the answer that was given, so that it takes effect once. */
export const inbox = pgTable(
  'inbox',
  {
    tenantId: tenantId(),
    source: word('source').notNull(),
    key: text('key').notNull(),
    digest: text('digest').notNull(),
    answer: json('answer'),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.source, t.key] }),
    index('inbox_received').on(t.tenantId, t.receivedAt),
  ],
)

/** The calls that are left to this app in a window, leased in blocks by the replicas. */
export const rateBucket = pgTable(
  'rate_bucket',
  {
    tenantId: tenantId(),
    name: word('name').notNull(),
    tokens: integer('tokens').notNull(),
    refilledAt: instant('refilled_at').notNull(),
    blockedUntil: instant('blocked_until'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.name] })],
)

/** The standing clock of `CLOCK=virtual`, shared by all replicas. */
export const virtualClock = pgTable('virtual_clock', {
  tenantId: uuid('tenant_id').primaryKey(),
  now: instant('now').notNull(),
})
