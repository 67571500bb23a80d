import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { buildApp } from './bot/app.ts'
import { type Delivery, type DeliveryPace, repostAfterMs } from './bot/delivery/index.ts'
import { createFeishuReceiver, type FeishuReceiver } from './bot/feishu/handle-envelope.ts'
import type { Log } from './bot/log.ts'
import { createMetrics, type Metrics } from './bot/metrics.ts'
import type { ChatPlatform } from './bot/platform.ts'
import { webhookRoute } from './bot/webhook-route.ts'
import type { Clock } from './clock.ts'
import type { FeishuApp, Settings } from './config.ts'
import { migrationState } from './db/migrate.ts'
import type { Database } from './db/open.ts'
import { deliveryStore } from './db/stores/delivery.ts'
import { importedYears } from './db/stores/imported-years.ts'
import { planStore } from './db/stores/plan-reminders.ts'
import { createStorage } from './db/stores/unit.ts'
import { claimTenantKey, type Tenant } from './db/tenants.ts'
import { createSealedCommitter, createVoteCommitter } from './db/votes/index.ts'
import { localDate } from './domain/calendar/local-time.ts'
import type { ReloadableCalendar } from './domain/calendar/reloadable.ts'
import type { Catalogue } from './domain/catalogue.ts'
import type { Unit } from './domain/ports/index.ts'
import type { Base } from './handlers/define/context.ts'
import { openPapers } from './papers/index.ts'
import { createFieldKeys } from './papers/storage/field-keys.ts'
import { masterKeyOf } from './papers/storage/master-key.ts'
import { nextDueInstant } from './schedules/next-due.ts'
import { createSchedules, type ScheduleOptions, startSchedules } from './schedules/start.ts'
import { openBallotSeals } from './sealing/index.ts'
import { fetchFrom } from './wiring/fetch-file.ts'
import { knowBot } from './wiring/know-bot.ts'
import { bindingTenant } from './wiring/one-enterprise.ts'
import { openDispatch } from './wiring/open-dispatch.ts'
import { openSender } from './wiring/open-sender.ts'
import { scheduleWork } from './wiring/schedule-work.ts'

/** What a service is made of: everything that differs between production, sandbox and tests. */
export interface ServiceParts {
  settings: Settings
  feishu: FeishuApp
  database: Database
  tenant: Tenant
  platform: ChatPlatform
  clock: Clock
  catalogue: Catalogue & { calendar: ReloadableCalendar }
  log: Log
  /** Read before each tick, where replicas share a clock. */
  refreshClock?: () => Promise<void>
  /** Times of delivery, where they differ from its own. */
  pace?: Partial<DeliveryPace>
  /** Routes besides the webhook: the clock, the sandbox's page. */
  routes?: FastifyPluginCallback[]
}

/** The running service of one enterprise on one platform. */
export interface Service {
  app: FastifyInstance
  receiver: FeishuReceiver
  delivery: Delivery
  metrics: Metrics
  nextDueInstant(after: Date): Promise<Date | null>
  runSchedules(now: Date): Promise<void>
  sentBetween(from: Date, to: Date): ReturnType<ReturnType<typeof deliveryStore>['sentBetween']>
  /** Asks the platform who the bot is; until then messages in groups cannot be told from talk and are refused for redelivery. */
  introduce(): Promise<void>
  /** Starts delivery and the ticks, and introduces the bot until that succeeds. */
  start(): void
  /** Stops the ticks, answers what is under way, sends what is on its way; the database stays open. */
  stop(): Promise<void>
}

/** Wires one service. Nothing runs before `start`; the app does not listen. */
export function createService(parts: ServiceParts): Service {
  const { settings, database, tenant, platform, clock, catalogue, log } = parts
  const { sql, db } = database
  const zone = settings.timezone
  const metrics = createMetrics({ runtime: true })
  const wake = () => delivery.wake()

  const masterKey = masterKeyOf(settings.dataDir, settings.filesKey)
  const fieldKeys = createFieldKeys({ tenantId: tenant.id, masterKey })
  const storage = createStorage({ db, tenantId: tenant.id, clock, fieldKeys, onOutgoing: wake })
  const committing = { sql, tenantId: tenant.id, clock, zone, onCommitted: wake }
  const votes = createVoteCommitter({
    ...committing,
    onOtherBody: ({ inbox }) => log.warn({ key: inbox.key }, 'another body under a known event id'),
  })
  const sealed = createSealedCommitter(committing)
  const seals = openBallotSeals(settings)
  const baseOf = (unit: Unit): Base => ({
    unit,
    now: unit.now,
    today: localDate(unit.now, zone),
    zone,
    catalogue,
    seals,
  })
  const dispatch = openDispatch({
    database,
    tenant,
    storage,
    platform,
    log,
    clock,
    zone,
    catalogue,
    votes,
    sealed,
    seals,
    masterKey,
  })
  const papers = openPapers({
    tenantId: tenant.id,
    storage,
    clock,
    zone,
    catalogue,
    dataDir: settings.dataDir,
    masterKey,
    s3: settings.s3,
    fetch: (resource, maxBytes) => fetchFrom(platform, resource, maxBytes),
    log,
  })
  const delivery = openSender({
    database,
    tenantId: tenant.id,
    storage,
    baseOf,
    platform,
    dispatch,
    papers,
    clock,
    zone,
    pace: parts.pace ?? {},
    metrics,
    log,
  })

  const bot = knowBot(platform, log)
  const receiver = createFeishuReceiver({
    appId: parts.feishu.appId,
    verificationToken: parts.feishu.verificationToken,
    tenant: () => tenant.key,
    dispatch: bindingTenant(dispatch, tenant, (key) => claimTenantKey(sql, tenant.id, key)),
    botOpenId: bot.openId,
    log,
    metrics,
  })
  const app = buildApp({
    config: settings,
    log,
    metrics,
    checks: [
      { name: 'database', run: async () => void (await sql`select 1`) },
      { name: 'migrations', run: () => refusePending(database) },
      { name: 'platform', run: () => platform.ready().then(bot.learn) },
    ],
    routes: [webhookRoute({ ...parts.feishu, receiver, log, metrics }), ...(parts.routes ?? [])],
  })
  const messages = deliveryStore(sql, tenant.id)
  metrics.watch(
    'zhibu_dead_letters',
    'Messages that could not be sent',
    async () => (await messages.deadLetters(1000)).length,
  )

  const context = scheduleWork({
    storage,
    baseOf,
    plans: planStore(sql, tenant.id, platform.name),
    years: importedYears(sql, tenant.id),
    platform,
    catalogue,
    zone,
    delivery,
    log,
  })
  const options: ScheduleOptions = {
    clock,
    context,
    ...(parts.refreshClock ? { beforeRun: parts.refreshClock } : {}),
    afterRun: wake,
  }
  const jobs = createSchedules(options)
  const cardLifeMs = repostAfterMs(platform.limits.cardLifeMs)
  let ticks: { stop(): Promise<void> } | null = null

  return {
    app,
    receiver,
    delivery,
    metrics,
    nextDueInstant: (after) => nextDueInstant({ ...context, cardLifeMs }, after),
    runSchedules: (now) => jobs.runAll(now),
    sentBetween: (from, to) => messages.sentBetween(from, to),
    introduce: bot.learn,
    start() {
      delivery.start()
      ticks = startSchedules(options)
      void bot.introduce()
    },
    async stop() {
      bot.stop()
      await ticks?.stop()
      await app.close()
      await Promise.all([votes.idle(), sealed.idle()])
      await delivery.stop()
    },
  }
}

async function refusePending(database: Database): Promise<void> {
  const state = await migrationState(database.sql)
  if (state.pending.length > 0) throw new Error(`migrations are pending: ${state.pending.join(', ')}`)
}
