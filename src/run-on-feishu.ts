import { clockRoute } from './bot/clock-route.ts'
import { createFeishuPlatform } from './bot/feishu/client.ts'
import { startLongConnection } from './bot/feishu/websocket.ts'
import { listen } from './bot/listen.ts'
import type { Log } from './bot/log.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './db/open.ts'
import { openSharedClock } from './db/stores/shared-clock.ts'
import { openTenant } from './db/tenants.ts'
import { createService, type Service } from './service.ts'
import type { Templates } from './templates.ts'

/** What every way of running gets. */
export interface RunParts<C extends Config = Config> {
  settings: C
  catalogue: Templates
  database: Database
  log: Log
}

/** A running service: where it listens, and how to end it. */
export interface Running {
  address: string
  stop(): Promise<void>
}

const introductionMs = 3_000

/** Waits a little for the platform to say who the bot is, so that the first event is understood; the start goes on without. */
async function introduced(service: Service): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, introductionMs).unref())
  const known = service.introduce().catch(() => undefined) // asked again, and logged, by `start`
  await Promise.race([known, late])
}

const refreshMs = 3_000

/** Everything due is handed over; cards in the chats are given a moment to follow, and follow later where they cannot. */
async function handedOver({ delivery }: Service): Promise<void> {
  await delivery.drain()
  await Promise.race([
    delivery.settle(),
    new Promise<void>((resolve) => setTimeout(resolve, refreshMs).unref()),
  ])
}

/** Runs the service on the platform of FEISHU_DOMAIN, by webhook or long connection. */
export async function runOnFeishu({ settings, catalogue, database, log }: RunParts): Promise<Running> {
  if (settings.mode !== 'feishu') throw new Error('no Feishu app is configured')
  const { feishu } = settings
  const tenant = await openTenant(database.sql, {
    platform: 'feishu',
    appId: feishu.appId,
    key: feishu.tenantKey,
  })
  const shared =
    settings.clock.kind === 'virtual'
      ? await openSharedClock(database.sql, tenant.id, settings.clock.startsAt)
      : null
  const platform = createFeishuPlatform({ ...feishu, log })
  const service: Service = createService({
    settings,
    feishu,
    database,
    tenant,
    platform,
    clock: shared ?? systemClock,
    catalogue,
    log,
    ...(shared
      ? {
          refreshClock: shared.refresh,
          routes: [
            (app, _options, done) => {
              app.register(clockRoute, {
                clock: shared,
                nextDueInstant: (after: Date) => service.nextDueInstant(after),
                runSchedules: (now: Date) => service.runSchedules(now),
                drain: () => handedOver(service),
                sentBetween: (from: Date, to: Date) => service.sentBetween(from, to),
              })
              done()
            },
          ],
        }
      : {}),
  })
  await introduced(service)
  const address = await listen(service.app, settings)
  service.start()
  const connection =
    feishu.transport === 'websocket'
      ? await startLongConnection({ ...feishu, log, handleEnvelope: service.receiver.handleEnvelope })
      : null
  return {
    address,
    async stop() {
      connection?.close()
      await service.stop()
      await shared?.close()
    },
  }
}
