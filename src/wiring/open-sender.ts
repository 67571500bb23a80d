import { createDelivery, type Delivery, type DeliveryPace } from '../bot/delivery/index.ts'
import type { Log } from '../bot/log.ts'
import type { Metrics } from '../bot/metrics.ts'
import type { ChatPlatform, Dispatch, Identity } from '../bot/platform.ts'
import { lateCard } from '../cards/late-note.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/open.ts'
import { cardRefreshStore } from '../db/stores/card-refresh.ts'
import { deliveryStore } from '../db/stores/delivery.ts'
import { localDate, startOfDay } from '../domain/calendar/local-time.ts'
import { nextDaytime } from '../domain/delivery/late.ts'
import type { Storage, Unit } from '../domain/ports/index.ts'
import { holdsOf } from '../domain/reminders/holds.ts'
import type { Base } from '../handlers/define/context.ts'
import type { Papers } from '../papers/index.ts'
import { withPapers } from './with-papers.ts'

/** What messages are sent with. */
export interface SenderParts {
  database: Database
  tenantId: string
  storage: Storage
  baseOf: (unit: Unit) => Base
  platform: ChatPlatform
  dispatch: Dispatch & { render: Parameters<typeof createDelivery>[0]['render'] }
  papers: Papers
  clock: Clock
  zone: string
  /** Times of delivery, where they differ from its own. */
  pace: Partial<DeliveryPace>
  metrics: Metrics
  log: Log
}

/** Opens the delivery of messages and cards, and the work on papers that goes before it. */
export function openSender(parts: SenderParts): Delivery {
  const { database, tenantId, storage, baseOf, platform, clock, zone } = parts
  const identityOf = (memberId: string) =>
    storage.unit((unit) => unit.rosters.identityOf(memberId, platform.name)) as Promise<Identity | null> // kinds come from our own rows
  const sender = createDelivery({
    tenantId,
    store: deliveryStore(database.sql, tenantId),
    cards: cardRefreshStore(database.sql, tenantId),
    platform,
    clock,
    log: parts.log,
    daytime: (now) => nextDaytime(now, zone),
    render: parts.dispatch.render,
    holdsOf: (memberId, parts) => storage.unit((unit) => holdsOf(baseOf(unit), memberId, parts)),
    marked: (card, { owedAt, dueAt, reason }, at) =>
      lateCard(card, { owedAt: owedAt ?? dueAt, reason, now: at, zone }),
    dayStart: (at) => startOfDay(localDate(at, zone), zone),
    identityOf,
    openFile: parts.papers.openFile,
    pace: parts.pace,
    onOutcome: ({ what, kind }) => parts.metrics.outgoingMoved(kind, what),
  })
  return withPapers(sender, parts.papers.worker)
}
