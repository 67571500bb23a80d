import { v7 as uuidv7 } from 'uuid'
import {
  createDelivery,
  type Delivery,
  type DeliveryOptions,
  type Outcome,
} from '../../src/bot/delivery/index.ts'
import type { Card } from '../../src/cards/card.ts'
import { standingClock } from '../../src/clock.ts'
import { cardRefreshStore } from '../../src/db/stores/card-refresh.ts'
import { deliveryStore } from '../../src/db/stores/delivery.ts'
import { type Outgoing, priorities } from '../../src/domain/ports/index.ts'
import type { TestDatabase } from '../helpers/database.ts'
import { type RecordingPlatform, recordingPlatform } from './recording-platform.ts'

/** The instant at which the tests' clocks stand. */
export const start = new Date('2026-11-23T01:00:00Z')

/** A card with one line. */
export const aCard = (title: string): Card => ({
  title,
  tone: 'info',
  blocks: [{ type: 'text', text: title }],
  summary: title,
})

/** Everything a delivery test holds in its hands. */
export interface DeliveryBench {
  tenantId: string
  platform: RecordingPlatform
  clock: ReturnType<typeof standingClock>
  store: ReturnType<typeof deliveryStore>
  cards: ReturnType<typeof cardRefreshStore>
  delivery: Delivery
  outcomes: Outcome[]
  logged: { level: string; facts: object; message: string }[]
  /** What views show: `title|open`; a view that is not in it shows nothing. */
  views: Map<string, { title: string; open: boolean }>
  /** Stored files by id. */
  files: Map<string, { name: string; bytes: Uint8Array }>
  /** Puts a message into the outbox and returns its id. */
  plan(message: Partial<Outgoing> & { key: string }): Promise<string>
  touch(view: string, ref: string): Promise<void>
  /** A further delivery on the same database, as another replica would have. */
  another(options?: Partial<DeliveryOptions>): Delivery
  rows(): Promise<
    { key: string; state: string; error: string | null; attempts: number; message_id: string | null }[]
  >
  titles(): string[]
}

/** Makes a bench with a tenant of its own. Waits are a few milliseconds; chance is one half. */
export function deliveryBench(
  { sql }: Pick<TestDatabase, 'sql'>,
  options: Partial<DeliveryOptions> = {},
): DeliveryBench {
  const tenantId = uuidv7()
  const platform = (options.platform as RecordingPlatform | undefined) ?? recordingPlatform()
  const clock = standingClock(start)
  const store = deliveryStore(sql, tenantId)
  const cards = cardRefreshStore(sql, tenantId)
  const outcomes: Outcome[] = []
  const logged: DeliveryBench['logged'] = []
  const views: DeliveryBench['views'] = new Map()
  const files: DeliveryBench['files'] = new Map()
  const log = (level: string) => (facts: object, message: string) =>
    void logged.push({ level, facts, message })
  const base: DeliveryOptions = {
    tenantId,
    store,
    cards,
    platform,
    clock,
    async render(content) {
      if ('card' in content) return { card: content.card as Card, open: false } // planned by the tests themselves
      if ('file' in content) throw new Error('a file has no card')
      const view = views.get(`${content.view}|${content.ref}`)
      return view ? { card: aCard(view.title), open: view.open } : null
    },
    openFile: async (id) => files.get(id) ?? null,
    identityOf: async (memberId) => ({ platform: 'feishu', kind: 'open_id', value: `ou_${memberId}` }),
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    onOutcome: (outcome) => void outcomes.push(outcome),
    random: () => 0.5,
    ...options,
    pace: {
      retry: { firstMs: 4, maxMs: 20, parkedMs: 60_000 },
      pollMs: 20,
      refreshMs: 20,
      leaseMs: 5_000,
      ...options.pace,
    },
  }
  const plan: DeliveryBench['plan'] = async (message) => {
    const id = uuidv7()
    const one = {
      kind: 'news',
      platform: 'feishu',
      recipient: { chatId: 'oc_1' },
      content: { card: aCard(message.key) },
      priority: 'duty',
      ...message,
    } as const
    await sql`
      insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, expires_at, state, created_at)
      values (${tenantId}, ${id}, ${one.key}, ${one.kind}, ${one.platform}, ${JSON.stringify(one.recipient)}::jsonb,
        ${JSON.stringify(one.content)}::jsonb, ${priorities[one.priority]}, ${one.dueAt ?? start}, ${one.expiresAt ?? null}, 'planned', ${start})
      on conflict (tenant_id, key) do nothing`
    return id
  }
  return {
    tenantId,
    platform,
    clock,
    store,
    cards,
    outcomes,
    logged,
    views,
    files,
    plan,
    delivery: createDelivery(base),
    another: (more = {}) => createDelivery({ ...base, ...more }),
    touch: async (view, ref) =>
      void (await sql`update card set wanted = wanted + 1 where tenant_id = ${tenantId} and view = ${view} and ref = ${ref} and state = 'live'`),
    rows: () =>
      sql`select key, state, error, attempts, message_id from outgoing where tenant_id = ${tenantId} order by due_at, id`,
    titles: () => platform.visible.map(({ card }) => card.title),
  }
}
