import type postgres from 'postgres'
import type { PeriodStagePlan } from '../../domain/delivery/period-stages.ts'

/** What a row of a period's reminder says of its stage, behind the organisation's id. */
export const suffixOf = ({ obligation, period, stage }: PeriodStagePlan): string =>
  [obligation, period.label, stage].join('|')

/** A stage as a row of the relation `p`: all that the conditions ask of it. */
const asRow = (plan: PeriodStagePlan) => ({
  obligation: plan.obligation,
  period: plan.period.label,
  suffix: suffixOf(plan),
  first: plan.period.start,
  last: plan.movedTo ?? plan.period.end,
  moved_to: plan.movedTo,
  day: plan.on,
  at: plan.at,
  due_at: plan.dueAt,
  owed_at: +plan.dueAt === +plan.at ? null : plan.at,
  expires_at: plan.expiresAt,
  kind: plan.organisationKind,
  needs: plan.needs,
  offices: plan.offices,
  offices_above: plan.officesAbove,
  offices_of_union: plan.officesOfUnion,
  chosen_by: plan.chosenBy?.key ?? null,
  standard: plan.chosenBy?.standard ?? null,
})

/** Whether the superior of anybody has moved the end of the period of the row `r`. */
export const anyMoved = (sql: postgres.ISql, tenantId: string): postgres.Fragment => sql`exists (
  select 1 from obligation_override v
  where v.tenant_id = ${tenantId} and v.obligation = r.obligation and v.period = r.period
    and v.kind = 'moved' and v.withdrawn_at is null)`

/**
 * The stages as a common table `p`, so that the statement around it is the same text at every tick, whatever is due.
 */
export const stagesAsRows = (
  sql: postgres.ISql,
  tenantId: string,
  plans: readonly PeriodStagePlan[],
): postgres.Fragment => sql`
  p as materialized (
    select r.*, ${anyMoved(sql, tenantId)} as any_moved
    from jsonb_to_recordset(${JSON.stringify(plans.map(asRow))}::jsonb) as r (
      obligation text, period text, suffix text, first date, last date, moved_to date, day date, at timestamptz,
      due_at timestamptz, owed_at timestamptz, expires_at timestamptz, kind text, needs text, offices text[],
      offices_above text[], offices_of_union text[], chosen_by text, standard text))`
