import { readdirSync, readFileSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import { parse } from 'yaml'
import { standingClock } from '../../src/clock.ts'
import { importedYears } from '../../src/db/stores/imported-years.ts'
import { planStore } from '../../src/db/stores/plan-reminders.ts'
import { type Cadences, cadenceFileSchema } from '../../src/domain/cadence/cadence-file.ts'
import { makeCalendar } from '../../src/domain/calendar/working-calendar.ts'
import { calendarYearSchema } from '../../src/domain/calendar/year.ts'
import type { OfficeKind, OrganisationKind } from '../../src/domain/organisation/types.ts'
import type { Reminder } from '../../src/domain/ports/index.ts'
import type { ScheduleContext } from '../../src/schedules/define.ts'
import { createSchedules } from '../../src/schedules/start.ts'
import type { TestDatabase } from '../helpers/database.ts'

const templates = new URL('../../templates/', import.meta.url)

/** The cadences as delivered, with every duty switched off: the optional ones are there to be chosen. */
export function cadencesOffered(): Cadences {
  const all = cadenceFileSchema.parse(parse(readFileSync(new URL('cadences.yaml', templates), 'utf8')))
  return { ...all, obligations: all.obligations.map((one) => ({ ...one, enabled: false })) }
}

/** The cadences as delivered, with only these duties, switched on. */
export function cadencesWith(...enabled: string[]): Cadences {
  const all = cadencesOffered()
  const chosen = all.obligations.filter(({ id }) => enabled.includes(id))
  return { ...all, obligations: chosen.map((one) => ({ ...one, enabled: true })) }
}

/** The calendar as delivered. */
export const calendar = makeCalendar(
  readdirSync(new URL('calendar/', templates)).map((file) =>
    calendarYearSchema.parse(JSON.parse(readFileSync(new URL(`calendar/${file}`, templates), 'utf8'))),
  ),
)

/** 09:00 in Shanghai on a day. */
export const nine = (date: string): Date => new Date(`${date}T09:00:00+08:00`)

/** An enterprise with organisations, people and a schedule runner whose clock stands still. */
export function scheduleBench(
  { sql }: Pick<TestDatabase, 'sql'>,
  start: Date,
  more: Partial<ScheduleContext> = {},
) {
  const tenantId = uuidv7()
  const clock = standingClock(start)
  const logged: { level: string; facts: object; message: string }[] = []
  const log = (level: string) => (facts: object, message: string) =>
    void logged.push({ level, facts, message })
  const nothing = async () => undefined
  const context: Omit<ScheduleContext, 'now'> = {
    plans: planStore(sql, tenantId, 'feishu'),
    cadences: cadencesWith('general_meeting'),
    calendar,
    zone: 'Asia/Shanghai',
    callsPerMinute: 1000,
    elapsed: () => 0,
    closeBallot: nothing,
    closeOpinions: nothing,
    tellSuperiors: async () => 0,
    closeNotice: nothing,
    processes: new Map(),
    startRoutine: nothing,
    offerRoutines: nothing,
    destroyKey: async () => false,
    years: importedYears(sql, tenantId),
    learnYears: () => undefined,
    replanCase: async () => 0,
    replanYear: async () => 0,
    arrangeQueued: nothing,
    repostCards: nothing,
    noteReaders: async () => undefined,
    proposeDisposals: async () => 0,
    log: { info: log('info'), error: log('error') },
    ...more,
  }
  const newSchedules = () => createSchedules({ context, clock })
  return {
    tenantId,
    clock,
    context,
    logged,
    newSchedules,
    async organisation(
      kind: OrganisationKind,
      since: Date,
      given: { parentId?: string; committeeFrom?: string; chatId?: string } = {},
    ) {
      const id = uuidv7()
      await sql`
        insert into organisation (tenant_id, id, kind, parent_id, name, committee_from, created_at)
        values (${tenantId}, ${id}, ${kind}, ${given.parentId ?? null}, ${id}, ${given.committeeFrom ?? null}, ${since})`
      if (given.chatId)
        await sql`
          insert into chat_binding (tenant_id, platform, chat_id, organisation_id, bound_by, bound_at)
          values (${tenantId}, 'feishu', ${given.chatId}, ${id}, ${uuidv7()}, ${since})`
      return id
    },
    async officer(organisationId: string, office: OfficeKind, from = '2026-01-01', to: string | null = null) {
      const id = uuidv7()
      await sql`insert into member (tenant_id, id, name, created_at) values (${tenantId}, ${id}, ${office}, now())`
      await sql`
        insert into office (tenant_id, id, organisation_id, member_id, office, from_date, to_date, recorded_at)
        values (${tenantId}, ${uuidv7()}, ${organisationId}, ${id}, ${office}, ${from}, ${to}, ${from}::date)`
      return id
    },
    async meeting(organisationId: string, startsAt: Date, status = 'scheduled', kinds = ['general_meeting']) {
      const id = uuidv7()
      await sql`
        insert into meeting (tenant_id, id, organisation_id, number, kinds, starts_at, starts_on, place, topics, status, created_by, created_at)
        values (${tenantId}, ${id}, ${organisationId}, ${id}, ${kinds}, ${startsAt}, ${startsAt.toISOString().slice(0, 10)}, '', '[]', ${status}, ${id}, now())`
      return id
    },
    async reminder(
      given: Pick<Reminder, 'organisationId' | 'subject' | 'ref' | 'stage' | 'dueAt'> & Partial<Reminder>,
    ) {
      await sql`
        insert into reminder (tenant_id, id, organisation_id, subject, ref, stage, due_at, roles, member_id, state)
        values (${tenantId}, ${uuidv7()}, ${given.organisationId}, ${given.subject}, ${given.ref}, ${given.stage}, ${given.dueAt},
          ${given.roles ?? []}, ${given.memberId ?? null}, 'planned')`
    },
    /** Stages before the first run, of organisations that were there already. */
    missed: () => sql<{ key: string; dueAt: Date; state: string }[]>`
      select key, due_at as "dueAt", state from outgoing
      where tenant_id = ${tenantId} and reason = 'outage' order by due_at, key`,
    /** What else stands in the outbox, in order of time. */
    outgoing: () => sql<
      {
        key: string
        to: string
        dueAt: Date
        expiresAt: Date | null
        content: { view: string; ref: string }
        id: string
        state: string
        reason: string | null
      }[]
    >`
      select key, coalesce(recipient ->> 'memberId', recipient ->> 'chatId') as "to", due_at as "dueAt",
        expires_at as "expiresAt", content, id, state, reason
      from outgoing where tenant_id = ${tenantId} and reason is distinct from 'outage' order by due_at, key`,
    async runAt(now: Date) {
      if (now > clock.now()) clock.moveTo(now)
      await newSchedules().runAll(now)
    },
  }
}
