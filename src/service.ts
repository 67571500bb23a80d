import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { buildApp } from './bot/app.ts'
import { createDelivery, type Delivery, type DeliveryPace, repostAfterMs } from './bot/delivery/index.ts'
import { createDispatch } from './bot/dispatch/index.ts'
import { createFeishuReceiver, type FeishuReceiver } from './bot/feishu/handle-envelope.ts'
import type { Log } from './bot/log.ts'
import { createMetrics, type Metrics } from './bot/metrics.ts'
import { type ChatPlatform, type Dispatch, type Identity, PlatformError } from './bot/platform.ts'
import { askReaders } from './bot/readers.ts'
import { webhookRoute } from './bot/webhook-route.ts'
import { lateCard } from './cards/late-note.ts'
import type { Clock } from './clock.ts'
import type { FeishuApp, Settings } from './config.ts'
import { migrationState } from './db/migrate.ts'
import type { Database } from './db/open.ts'
import { cardRefreshStore } from './db/stores/card-refresh.ts'
import { deliveryStore } from './db/stores/delivery.ts'
import { importedYears } from './db/stores/imported-years.ts'
import { planStore } from './db/stores/plan-reminders.ts'
import { createStorage, isPassing } from './db/stores/unit.ts'
import { claimTenantKey, type Tenant } from './db/tenants.ts'
import { createVoteCommitter } from './db/votes/index.ts'
import { liveCadences } from './domain/cadence/live.ts'
import { localDate, startOfDay } from './domain/calendar/local-time.ts'
import type { ReloadableCalendar } from './domain/calendar/reloadable.ts'
import { replanCase } from './domain/cases/replan-case.ts'
import { offerRoutines, runRoutine } from './domain/cases/run-routine.ts'
import type { Catalogue } from './domain/catalogue.ts'
import { nextDaytime } from './domain/delivery/late.ts'
import { closeOpinions } from './domain/opinions/close-opinions.ts'
import { sizeWords } from './domain/papers/words.ts'
import type { Storage } from './domain/ports/index.ts'
import { closeNotice } from './domain/public-notices/close-notice.ts'
import { holdsOf } from './domain/reminders/holds.ts'
import { tellSuperiors } from './domain/reminders/tell-superior.ts'
import { proposeDisposals } from './domain/retention/propose.ts'
import { closeBallot } from './domain/voting/close-ballot.ts'
import { destroyBallotKey } from './domain/voting/secret-ballot.ts'
import type { Directory, Foresight, Services } from './handlers/define/context.ts'
import * as features from './handlers/index.ts'
import { JobRefused, openPapers } from './papers/index.ts'
import type { PapersWorker } from './papers/jobs/worker.ts'
import { rehearse } from './rehearsal.ts'
import { nextDueInstant } from './schedules/next-due.ts'
import { createSchedules, type ScheduleOptions, startSchedules } from './schedules/start.ts'
import { openBallotSeals } from './sealing/index.ts'

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

const introduceAgainMs = 2_000

/** Wires one service. Nothing runs before `start`; the app does not listen. */
export function createService(parts: ServiceParts): Service {
  const { settings, database, tenant, platform, clock, catalogue, log } = parts
  const { sql, db } = database
  const zone = settings.timezone
  const metrics = createMetrics({ runtime: true })
  const wake = () => {
    sender.wake()
    papers.worker.wake()
  }

  const storage = createStorage({ db, tenantId: tenant.id, clock, onOutgoing: wake })
  const votes = createVoteCommitter({
    sql,
    tenantId: tenant.id,
    clock,
    zone,
    onCommitted: wake,
    onOtherBody: ({ inbox }) => log.warn({ key: inbox.key }, 'another body under a known event id'),
  })
  const seals = openBallotSeals(settings)
  const callsPerMinute = platform.limits.perMinute
  const foresee: Foresight = ({ organisationIds, until }) =>
    Array.fromAsync(
      rehearse({
        database,
        tenantId: tenant.id,
        platform: platform.name,
        callsPerMinute,
        catalogue,
        zone,
        from: clock.now(),
        until,
        organisationIds,
      }),
    )
  const services: Services = { clock, zone, catalogue, votes, seals, callsPerMinute, foresee }
  const commands = features.commandsFor(catalogue)
  const dispatch = createDispatch({
    platform: platform.name,
    storage,
    services,
    directory: directoryOf(platform, () => tenant.key),
    commands,
    actions: features.actions,
    votes: features.voteHandler,
    views: features.views,
    chatChanges: features.chatChanges,
    incoming: features.incoming,
    help: features.helpIn(commands),
    log,
    newReference: () => randomBytes(4).toString('hex'),
    isPassing,
    pause: (ms) => pause(ms),
  })

  const messages = deliveryStore(sql, tenant.id)
  const cards = cardRefreshStore(sql, tenant.id)
  const plans = planStore(sql, tenant.id, platform.name)
  const years = importedYears(sql, tenant.id)
  const papers = openPapers({
    tenantId: tenant.id,
    storage,
    clock,
    zone,
    catalogue,
    dataDir: settings.dataDir,
    filesKey: settings.filesKey,
    s3: settings.s3,
    fetch: (resource, maxBytes) => fetchFrom(platform, resource, maxBytes),
    log,
  })
  const sender: Delivery = createDelivery({
    tenantId: tenant.id,
    store: messages,
    cards,
    platform,
    clock,
    log,
    daytime: (now) => nextDaytime(now, zone),
    render: (content, recipient) => dispatch.render(content, recipient),
    holdsOf: (memberId, parts) => storage.unit((unit) => holdsOf(base(unit), memberId, parts)),
    marked: (card, { owedAt, dueAt, reason }, at) =>
      lateCard(card, { owedAt: owedAt ?? dueAt, reason, now: at, zone }),
    dayStart: (at) => startOfDay(localDate(at, zone), zone),
    identityOf: (memberId) =>
      storage.unit((unit) => unit.rosters.identityOf(memberId, platform.name)) as Promise<Identity | null>, // kinds come from our own rows
    openFile: papers.openFile,
    ...(parts.pace ? { pace: parts.pace } : {}),
    onOutcome: ({ what, kind }) => metrics.outgoingMoved(kind, what),
  })
  const delivery = withPapers(sender, papers.worker)

  let botOpenId: string | null = null
  const learnSelf = async () => {
    botOpenId ??= (await platform.self()).identity.value
  }
  const receiver = createFeishuReceiver({
    appId: parts.feishu.appId,
    verificationToken: parts.feishu.verificationToken,
    tenant: () => tenant.key,
    dispatch: bindingTenant(dispatch, tenant, (key) => claimTenantKey(sql, tenant.id, key)),
    botOpenId: () => botOpenId,
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
      {
        name: 'platform',
        async run() {
          await platform.ready()
          await learnSelf()
        },
      },
    ],
    routes: [webhookRoute({ ...parts.feishu, receiver, log, metrics }), ...(parts.routes ?? [])],
  })
  metrics.watch(
    'zhibu_dead_letters',
    'Messages that could not be sent',
    async () => (await messages.deadLetters(1000)).length,
  )

  const policy = { cadences: liveCadences(catalogue), calendar: catalogue.calendar, zone }
  const base = (unit: Parameters<Parameters<Storage['unit']>[0]>[0]) => ({
    unit,
    now: unit.now,
    today: localDate(unit.now, zone),
    zone,
    catalogue,
    seals,
  })
  const scheduleOptions: ScheduleOptions = {
    clock,
    context: {
      ...policy,
      plans,
      callsPerMinute: platform.limits.perMinute,
      closeBallot: (id) => storage.unit(async (unit) => void (await closeBallot(base(unit), id, null))),
      closeOpinions: (id) => storage.unit(async (unit) => void (await closeOpinions(base(unit), id, null))),
      processes: catalogue.processes,
      startRoutine: (id, process) => storage.unit((unit) => runRoutine(base(unit), id, process)),
      offerRoutines: (id) => storage.unit((unit) => offerRoutines(base(unit), id)),
      closeNotice: (id) => storage.unit(async (unit) => void (await closeNotice(base(unit), id))),
      destroyKey: (id) => storage.unit((unit) => destroyBallotKey(base(unit), id)),
      tellSuperiors: (plan, candidates) =>
        storage.unit((unit) => tellSuperiors(base(unit), plan, candidates, platform.name)),
      years,
      learnYears: (imported) => catalogue.calendar.replace(imported),
      replanCase: (id) => storage.unit((unit) => replanCase(base(unit), id)),
      repostCards: () => delivery.repostOld(),
      proposeDisposals: () => storage.unit((unit) => proposeDisposals(base(unit), platform.name)),
      noteReaders: () => askReaders(platform, storage, base, log),
      log,
    },
    ...(parts.refreshClock ? { beforeRun: parts.refreshClock } : {}),
    afterRun: wake,
  }
  let stopped = false
  const introducing = async (): Promise<void> => {
    while (!stopped)
      try {
        return await learnSelf()
      } catch (error) {
        log.warn({ err: error }, 'the platform has not told who the bot is; asked again')
        await pause(introduceAgainMs)
      }
  }
  let ticks: { stop(): Promise<void> } | null = null
  const jobs = createSchedules(scheduleOptions)

  return {
    app,
    receiver,
    delivery,
    metrics,
    nextDueInstant: (after) =>
      nextDueInstant({ ...policy, plans, cardLifeMs: repostAfterMs(platform.limits.cardLifeMs) }, after),
    runSchedules: (now) => jobs.runAll(now),
    sentBetween: (from, to) => messages.sentBetween(from, to),
    introduce: learnSelf,
    start() {
      delivery.start()
      ticks = startSchedules(scheduleOptions)
      void introducing()
    },
    async stop() {
      stopped = true
      await ticks?.stop()
      await app.close()
      await votes.idle()
      await delivery.stop()
    },
  }
}

/** What is made of committed jobs is sent too: whoever waits for the messages waits for the work that leads to them. */
function withPapers(sender: Delivery, worker: PapersWorker): Delivery {
  const after = (next: () => Promise<void>) => async () => {
    await worker.drain()
    await next()
  }
  return {
    ...sender,
    start() {
      worker.start()
      sender.start()
    },
    async stop() {
      await worker.stop()
      await sender.stop()
    },
    wake() {
      worker.wake()
      sender.wake()
    },
    drain: after(sender.drain),
    settle: after(sender.settle),
  }
}

/** What the platform will never hand out is refused in words; everything else is tried again. */
async function fetchFrom(
  platform: ChatPlatform,
  { messageId, key, kind }: { messageId: string; key: string; kind: 'file' | 'image' },
  maxBytes: number,
): Promise<Uint8Array> {
  try {
    return await platform.downloadResource(messageId, { key, kind }, maxBytes)
  } catch (error) {
    if (error instanceof PlatformError && error.kind === 'content')
      throw new JobRefused(`文件超过 ${sizeWords(maxBytes)}，不能接收。请压缩或拆分后再上传。`)
    if (error instanceof PlatformError && ['message', 'target', 'bug'].includes(error.kind))
      throw new JobRefused('文件已被撤回或过期，取不到内容。请重新发送。')
    throw error
  }
}

/** The first proved event says which enterprise the app serves; from then on others are ignored by the receiver. */
function bindingTenant(
  dispatch: Dispatch,
  tenant: Tenant,
  claim: (key: string) => Promise<string>,
): Dispatch {
  const bind = async (key: string) => {
    tenant.key ??= await claim(key)
  }
  return {
    async handle(event) {
      await bind(event.tenantKey)
      await dispatch.handle(event)
    },
    async click(event) {
      await bind(event.tenantKey)
      return dispatch.click(event)
    },
  }
}

/** What handlers may look up before their unit: our own enterprise's people only. */
function directoryOf(platform: ChatPlatform, tenantKey: () => string | null): Directory {
  return {
    async chatMembers(chatId) {
      const people = await platform.chatMembers(chatId)
      const own = people.filter(
        (one) => one.tenantKey === null || tenantKey() === null || one.tenantKey === tenantKey(),
      )
      return own.map(({ name, ids }) => ({ name, identities: ids }))
    },
    chatName: async (chatId) => (await platform.chat(chatId)).name,
  }
}

async function refusePending(database: Database): Promise<void> {
  const state = await migrationState(database.sql)
  if (state.pending.length > 0) throw new Error(`migrations are pending: ${state.pending.join(', ')}`)
}
