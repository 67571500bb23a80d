import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { shownOffices } from '../../domain/organisation/offices.ts'
import type {
  Office,
  OfficeKind,
  RosterEntry,
  Standing,
  StandingKind,
} from '../../domain/organisation/types.ts'
import { officeWords } from '../../domain/organisation/words.ts'
import type { RosterStore } from '../../domain/ports/index.ts'
import { member, office, organisation, standing } from '../schema/index.ts'
import type { StoreContext } from './context.ts'
import { peopleStore } from './people.ts'

const rank = Object.keys(officeWords)

/** A row as an office. */
export const toOffice = (row: typeof office.$inferSelect): Office => ({
  id: row.id,
  organisationId: row.organisationId,
  memberId: row.memberId,
  office: row.office as OfficeKind,
  from: row.fromDate,
  to: row.toDate,
})

/** A row as a standing. */
export const toStanding = (row: typeof standing.$inferSelect): Standing => ({
  id: row.id,
  organisationId: row.organisationId,
  memberId: row.memberId,
  kind: row.kind as StandingKind,
  from: row.fromDate,
  to: row.toDate,
  ...basisOf(row.basis),
  recordedAt: row.recordedAt,
})

const basisSchema = z.object({
  superiorRef: z.string().nullable().default(null),
  meetingRef: z.string().nullable().default(null),
})
const basisOf = (stored: unknown) => basisSchema.parse(stored ?? {})

/** People, their standings and their offices: every question about them is a question about a date. */
export function rosterStore(context: StoreContext): RosterStore {
  const { tx, tenantId, now, newId } = context

  const running = (table: typeof standing | typeof office, date: string) =>
    and(lte(table.fromDate, date), or(isNull(table.toDate), gt(table.toDate, date)))

  const officesOn = async (organisationIds: string[], date: string): Promise<Office[]> => {
    if (organisationIds.length === 0) return []
    const rows = await tx
      .select()
      .from(office)
      .where(
        and(
          eq(office.tenantId, tenantId),
          inArray(office.organisationId, organisationIds),
          running(office, date),
        ),
      )
    return rows.map(toOffice).sort((a, b) => rank.indexOf(a.office) - rank.indexOf(b.office))
  }

  return {
    ...peopleStore(context),
    async roster(organisationId, date) {
      const people = await tx
        .select({ memberId: member.id, name: member.name, standing: standing.kind })
        .from(standing)
        .innerJoin(member, and(eq(member.tenantId, tenantId), eq(member.id, standing.memberId)))
        .where(
          and(
            eq(standing.tenantId, tenantId),
            eq(standing.organisationId, organisationId),
            running(standing, date),
          ),
        )
        .orderBy(asc(member.name), asc(member.id))
      const groups = await tx
        .select({ id: organisation.id, name: organisation.name, memberId: standing.memberId })
        .from(organisation)
        .leftJoin(
          standing,
          and(
            eq(standing.tenantId, tenantId),
            eq(standing.organisationId, organisation.id),
            running(standing, date),
          ),
        )
        .where(
          and(
            eq(organisation.tenantId, tenantId),
            eq(organisation.parentId, organisationId),
            eq(organisation.kind, 'group'),
            isNull(organisation.dissolvedOn),
          ),
        )
      const offices = await officesOn([organisationId, ...new Set(groups.map((g) => g.id))], date)
      return people.map((one) => toEntry(one, groups, offices, organisationId)).sort(byRank)
    },
    async standings(organisationId) {
      const rows = await tx
        .select()
        .from(standing)
        .where(and(eq(standing.tenantId, tenantId), eq(standing.organisationId, organisationId)))
        .orderBy(asc(standing.fromDate), asc(standing.id))
      return rows.map(toStanding)
    },
    async setStanding(organisationId, memberId, kind, from, recordedBy, { until, ...basis } = {}) {
      const mine = and(
        eq(standing.tenantId, tenantId),
        eq(standing.organisationId, organisationId),
        eq(standing.memberId, memberId),
      )
      const later = and(mine, or(isNull(standing.toDate), gt(standing.toDate, from)))
      const running = (await tx.select().from(standing).where(later).for('update')).filter(
        (row) => row.toDate === null || row.toDate > row.fromDate,
      )
      const same = running.length === 1 && running[0]?.kind === kind && running[0].fromDate <= from
      if (same && (running[0]?.toDate ?? undefined) === until) return false
      if (running.length > 0) await tx.update(standing).set({ toDate: from }).where(later)
      const row = { tenantId, organisationId, memberId, recordedBy, recordedAt: now }
      await tx.insert(standing).values({
        ...row,
        id: newId(),
        kind,
        fromDate: from,
        toDate: until ?? null,
        basis: Object.values(basis).some((one) => one !== undefined) ? basis : null,
      })
      if (until !== undefined)
        await tx.insert(standing).values({ ...row, id: newId(), kind: 'formal', fromDate: until })
      return true
    },
    endStanding: async (organisationId, memberId, to) =>
      void (await tx
        .update(standing)
        .set({ toDate: to })
        .where(
          and(
            eq(standing.tenantId, tenantId),
            eq(standing.organisationId, organisationId),
            eq(standing.memberId, memberId),
            or(isNull(standing.toDate), gt(standing.toDate, to)),
          ),
        )),
    offices: (organisationId, date) => officesOn([organisationId], date),
    async terms(organisationId, kind) {
      const rows = await tx
        .select()
        .from(office)
        .where(
          and(
            eq(office.tenantId, tenantId),
            eq(office.organisationId, organisationId),
            eq(office.office, kind),
          ),
        )
        .orderBy(desc(office.fromDate), office.id)
      return rows.map(toOffice)
    },
    async setOffice(organisationId, memberId, kind, from, recordedBy, exclusive, until = null) {
      const holders = and(
        eq(office.tenantId, tenantId),
        eq(office.organisationId, organisationId),
        eq(office.office, kind),
        or(isNull(office.toDate), gt(office.toDate, from)),
      )
      const present = await tx.select().from(office).where(holders).for('update')
      if (present.some((row) => row.memberId === memberId)) return false
      if (exclusive) await tx.update(office).set({ toDate: from }).where(holders)
      await tx.insert(office).values({
        tenantId,
        id: newId(),
        organisationId,
        memberId,
        office: kind,
        fromDate: from,
        toDate: until,
        recordedBy,
        recordedAt: now,
      })
      return true
    },
    async endOffice(organisationId, memberId, kind, to) {
      const rows = await tx
        .update(office)
        .set({ toDate: to })
        .where(
          and(
            eq(office.tenantId, tenantId),
            eq(office.organisationId, organisationId),
            eq(office.memberId, memberId),
            eq(office.office, kind),
            or(isNull(office.toDate), gt(office.toDate, to)),
          ),
        )
        .returning({ id: sql`1` })
      return rows.length > 0
    },
  }
}

function toEntry(
  one: { memberId: string; name: string; standing: string },
  groups: { id: string; name: string; memberId: string | null }[],
  offices: Office[],
  organisationId: string,
): RosterEntry {
  const group = groups.find((g) => g.memberId === one.memberId)
  const held = offices.filter((o) => o.memberId === one.memberId)
  return {
    memberId: one.memberId,
    name: one.name,
    standing: one.standing as StandingKind,
    offices: shownOffices(held.filter((o) => o.organisationId === organisationId).map((o) => o.office)),
    group: group
      ? {
          id: group.id,
          name: group.name,
          leads: held.some((o) => o.organisationId === group.id && o.office === 'group_leader'),
        }
      : null,
  }
}

const rankOf = (entry: RosterEntry): number => {
  const first = entry.offices[0]
  return first ? rank.indexOf(first) : entry.group?.leads ? rank.indexOf('group_leader') : rank.length
}

const byRank = (a: RosterEntry, b: RosterEntry): number =>
  rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'zh')
