import type postgres from 'postgres'
import type { DutyChoice } from '../../domain/delivery/period-stages.ts'

/** Whether the organisation `o` has an optional duty: by its own choice, else its superior's, else the standard. */
export const hasDuty = (sql: postgres.ISql, chosenBy: DutyChoice | null): postgres.Fragment =>
  chosenBy === null
    ? sql`true`
    : sql`coalesce(
        (select c.value ->> 'value' from setting c
          where c.tenant_id = o.tenant_id and c.organisation_id = o.id and c.key = ${chosenBy.key}),
        (select c.value ->> 'value' from setting c
          where c.tenant_id = o.tenant_id and c.organisation_id = o.parent_id and c.key = ${chosenBy.key}),
        ${chosenBy.standard}::text) = 'on'`
