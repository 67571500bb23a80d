import { randomUUID } from 'node:crypto'
import { paceOf } from './bot/delivery/options.ts'
import { messageSender } from './bot/delivery/send.ts'
import type { Identity, Limits } from './bot/platform.ts'
import { standingClock } from './clock.ts'
import type { Database } from './db/open.ts'
import { makeScratch } from './db/scratch.ts'
import { deliveryStore } from './db/stores/delivery.ts'
import { importedYears } from './db/stores/imported-years.ts'
import { planStore } from './db/stores/plan-reminders.ts'
import { createStorage } from './db/stores/unit.ts'
import { liveCadences } from './domain/cadence/live.ts'
import { localDate } from './domain/calendar/local-time.ts'
import { offerRoutines, runRoutine } from './domain/cases/run-routine.ts'
import type { Catalogue } from './domain/catalogue.ts'
import type { BallotSeals, SentMessage, Unit } from './domain/ports/index.ts'
import { holdsOf } from './domain/reminders/holds.ts'
import { tellSuperiors as tell } from './domain/reminders/tell-superior.ts'
import { views } from './handlers/index.ts'
import { createFieldKeys } from './papers/storage/field-keys.ts'
import { nextDueInstant } from './schedules/next-due.ts'
import { planPeriodReminders } from './schedules/plan-period-reminders.ts'
import { sendDueReminders } from './schedules/send-due-reminders.ts'
import { createSchedules } from './schedules/start.ts'
import { startRoutines } from './schedules/start-routines.ts'
import { tellSuperiors } from './schedules/tell-superiors.ts'

/** What is rehearsed. */
export interface RehearsalParts {
  database: Pick<Database, 'aside'>
  tenantId: string
  platform: 'feishu' | 'dingtalk'
  /** Messages a minute that the real platform takes: decides over which time many are spread. */
  callsPerMinute: number
  catalogue: Catalogue
  zone: string
  /** Business time from which on, and up to which, both real instants of the service. */
  from: Date
  until: Date
  /** Only these organisations (with those above and below them); null: all. */
  organisationIds: readonly string[] | null
  /** Opens the keys of restricted texts, where cases have some. */
  masterKey: () => Promise<Uint8Array>
}

/** Nothing is waited for: there is no platform. */
const limits: Limits = {
  cardBytes: 30_000,
  fileBytes: 0,
  cardElements: 200,
  cardLifeMs: 14 * 24 * 3600_000,
  ackMs: 3_000,
  perMinute: 1e9,
  perSecond: 1e9,
  perChatPerSecond: Number.POSITIVE_INFINITY,
  perCardPerSecond: Number.POSITIVE_INFINITY,
  idempotencyMs: 3600_000,
}
/** Nothing is voted, and nothing opened. */
const refused = () => Promise.reject(new Error('not in a rehearsal'))
const noSeals: BallotSeals = { newKey: refused, seal: refused, open: refused, destroyKey: refused }
const LEASE_MS = 600_000
const BATCH = 200

const silent = () => undefined

/**
 * Runs the reminders of a time ahead: the real schedules, views and sender on a clock that jumps from one due instant to
 * the next, over scratch copies of the tables that they write (`db/scratch.ts`), with a platform that takes everything
 * and shows it to nobody. So the list is what will be sent if nobody does anything until then. Changes nothing, and runs
 * beside a service. Yields in order of time.
 */
export async function* rehearse(parts: RehearsalParts): AsyncGenerator<SentMessage> {
  const { tenantId, platform, catalogue, zone, from, until } = parts
  const session = await parts.database.aside()
  try {
    await makeScratch(session.sql, { tenantId, organisationIds: parts.organisationIds })
    const clock = standingClock(from)
    const fieldKeys = createFieldKeys({ tenantId, masterKey: parts.masterKey, readOnly: true })
    const storage = createStorage({ db: session.db, tenantId, clock, fieldKeys })
    const messages = deliveryStore(session.sql, tenantId)
    const plans = planStore(session.sql, tenantId, platform)
    const policy = { cadences: liveCadences(catalogue), calendar: catalogue.calendar, zone }
    const base = (unit: Unit) => ({
      seals: noSeals,
      unit,
      now: unit.now,
      today: localDate(unit.now, zone),
      zone,
      catalogue,
    })
    const shown = new Map(views.map((view) => [view.name, view]))
    const faults: unknown[] = []
    const log = {
      info: silent,
      warn: silent,
      error: (facts: object) => void faults.push('err' in facts ? facts.err : facts),
    }
    const send = messageSender(
      {
        tenantId,
        store: messages,
        platform: {
          name: platform,
          limits,
          sendCard: async () => ({ messageId: randomUUID(), chatId: null }),
          uploadFile: refused,
          sendFile: refused,
        },
        openFile: async () => null,
        clock,
        log: { ...log, error: silent }, // a person without an account is told of when it really happens
        holdsOf: (memberId, held) => storage.unit((unit) => holdsOf(base(unit), memberId, held)),
        identityOf: (memberId) =>
          storage.unit((unit) => unit.rosters.identityOf(memberId, platform)) as Promise<Identity | null>,
        async render(content, recipient) {
          const view = 'view' in content ? shown.get(content.view) : undefined
          if (!view || !('view' in content)) return null
          const viewerId = 'memberId' in recipient ? recipient.memberId : null
          return storage.unit((unit) =>
            view.render(content.ref, { ...base(unit), viewerId, foresee: refused }),
          )
        },
      },
      paceOf(),
    )
    const unused = async () => undefined
    const schedules = createSchedules({
      clock,
      schedules: [startRoutines, planPeriodReminders, sendDueReminders, tellSuperiors],
      context: {
        ...policy,
        plans,
        callsPerMinute: parts.callsPerMinute,
        elapsed: () => 0,
        closeBallot: unused,
        closeOpinions: unused,
        repostCards: unused,
        noteReaders: unused,
        proposeDisposals: refused,
        closeNotice: unused,
        processes: catalogue.processes,
        startRoutine: (id, process) => storage.unit((unit) => runRoutine(base(unit), id, process)),
        offerRoutines: (id) => storage.unit((unit) => offerRoutines(base(unit), id)),
        destroyKey: refused,
        years: importedYears(session.sql, tenantId),
        learnYears: silent,
        replanCase: refused,
        replanYear: refused,
        arrangeQueued: refused,
        tellSuperiors: (plan, candidates) =>
          storage.unit((unit) => tell(base(unit), plan, candidates, platform)),
        log,
      },
    })
    const handOver = async () => {
      for (;;) {
        const { items } = await messages.claim({
          platform,
          now: clock.now(),
          limit: BATCH,
          leaseMs: LEASE_MS,
          limits,
          idempotencyMs: limits.idempotencyMs,
          gatherMs: 0,
        })
        if (items.length === 0) return
        for (const item of items) await send(item)
      }
    }
    const stand = async () => {
      await schedules.runAll(clock.now())
      if (faults.length > 0) throw faults[0]
      await handOver()
    }
    const due = { ...policy, plans, cardLifeMs: limits.cardLifeMs }
    await stand()
    for (let last = from; ; ) {
      const next = await nextDueInstant(due, clock.now())
      if (!next || next > until) return
      clock.moveTo(next)
      await stand()
      yield* await messages.sentBetween(last, next)
      last = next
    }
  } finally {
    await session.close()
  }
}
