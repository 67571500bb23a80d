import type postgres from 'postgres'
import { type CalendarYear, calendarYearSchema } from '../../domain/calendar/year.ts'
import type { ImportedYears } from '../../domain/ports/index.ts'

/** Imported calendar years on PostgreSQL. */
export function importedYears(sql: postgres.Sql, tenantId: string): ImportedYears {
  const all = async (): Promise<CalendarYear[]> => {
    const rows = await sql`
      select year, provisional, days->'off' as off, days->'workdays' as workdays, source
      from calendar_year where tenant_id = ${tenantId} order by year`
    return rows.map((row) => calendarYearSchema.parse(row))
  }
  return {
    all,
    async save(year, at) {
      const days = JSON.stringify({ off: year.off, workdays: year.workdays })
      const rows = await sql`
        insert into calendar_year (tenant_id, year, provisional, days, source, imported_at, applied_at)
        values (${tenantId}, ${year.year}, ${year.provisional}, ${days}::jsonb, ${year.source}, ${at}, null)
        on conflict (tenant_id, year) do update
          set provisional = excluded.provisional, days = excluded.days, source = excluded.source,
            imported_at = excluded.imported_at, applied_at = null
          where (calendar_year.provisional, calendar_year.days) is distinct from (excluded.provisional, excluded.days)
        returning 1`
      return rows.length === 1
    },
    async pending() {
      const rows = await sql`
        select 1 from calendar_year where tenant_id = ${tenantId} and applied_at is null limit 1`
      return rows.length > 0
    },
    async openCases(after, limit) {
      const rows = await sql`
        select id from process_instance
        where tenant_id = ${tenantId} and state in ('open', 'held') and (${after}::uuid is null or id > ${after}::uuid)
        order by id limit ${limit}`
      return rows.map(({ id }) => String(id))
    },
    async openPlans(after, limit) {
      const rows = await sql`
        select p.id from year_plan p
        where p.tenant_id = ${tenantId} and (${after}::uuid is null or p.id > ${after}::uuid)
          and exists (
            select 1 from calendar_year y
            where y.tenant_id = p.tenant_id and y.applied_at is null and p.year in (y.year, y.year + 1))
        order by p.id limit ${limit}`
      return rows.map(({ id }) => String(id))
    },
    applied: async (importedBy, at) =>
      void (await sql`
        update calendar_year set applied_at = ${at}
        where tenant_id = ${tenantId} and applied_at is null and imported_at <= ${importedBy}`),
    async latest() {
      const [row] = await sql<{ at: Date | null }[]>`
        select max(imported_at) as at from calendar_year where tenant_id = ${tenantId}`
      return row?.at ?? null
    },
  }
}
