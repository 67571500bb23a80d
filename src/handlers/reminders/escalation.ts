import { type EscalationRowFacts, escalationCard } from '../../cards/escalation-card.ts'
import type { ObligationState } from '../../domain/cadence/obligation-statuses.ts'
import { periodWords } from '../../domain/calendar/period-words.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import { announcedDay, escalationDay } from '../../domain/reminders/escalation.ts'
import { escalationRef, reminderViews } from '../../domain/reminders/refs.ts'
import { escalationSetting, readSetting } from '../../domain/settings/index.ts'
import type { Base } from '../define/context.ts'
import { defineView } from '../define/view.ts'
import { type Duty, findDuty } from './duty.ts'

/** A superior's list of a day: null once nothing on it is open any more before it was sent; afterwards it shows what became of it. */
export const escalationList = defineView(reminderViews.escalation, async (ref, ctx) => {
  const { superiorId, date, duty } = escalationRef.read(ref)
  const superior = await ctx.unit.organisations.get(superiorId)
  if (!superior) return { silent: 'gone' }
  const listed = await ctx.unit.escalations.ofDay(superiorId, date)
  const mine = listed.filter((one) =>
    duty
      ? one.organisationId === duty.organisationId &&
        one.obligation === duty.obligation &&
        one.period === duty.period
      : one.manner === 'digest',
  )
  const rows: EscalationRowFacts[] = []
  for (const one of mine) {
    const found = await findDuty(ctx, {
      organisation: one.organisationId,
      obligation: one.obligation,
      period: one.period,
    })
    const branch = await ctx.unit.organisations.get(one.branchId)
    if (!found?.state || !branch) continue
    const group = one.branchId === one.organisationId ? '' : `（${found.organisation.name}）`
    rows.push({
      branch: branch.name,
      label: `${found.obligation.label}${group}`,
      period: periodWords(one.period),
      status: found.state.status,
      wording: found.obligation.wording,
    })
  }
  const open = rows.some(({ status }) => status === 'overdue' || status === 'missed')
  if (!open) return { silent: 'settled' }
  return { open: false, card: escalationCard({ superior: superior.name, date, rows }) }
})

/** What the overdue card says of the superior: when it will be told, or that it was. */
export async function escalationFacts(
  ctx: Base,
  { organisation, obligation, period, state }: Duty & { state: ObligationState },
): Promise<{ escalateOn: string | null; escalated: boolean }> {
  const told = await ctx.unit.escalations.ofDuty(organisation.id, obligation.id, period.label)
  if (told) return { escalateOn: null, escalated: true }
  const branch = await branchOf(ctx, organisation)
  const superior = branch?.parentId ? await ctx.unit.organisations.get(branch.parentId) : null
  if (!branch || superior?.kind !== 'superior') return { escalateOn: null, escalated: false }
  const { value } = await readSetting(ctx, branch, escalationSetting)
  if (value === 'off') return { escalateOn: null, escalated: false }
  const day = escalationDay(state.end, value, ctx.catalogue)
  return { escalateOn: announcedDay(day, ctx.today, ctx.catalogue.calendar), escalated: false }
}

const branchOf = async (ctx: Base, organisation: Organisation): Promise<Organisation | null> =>
  organisation.kind === 'group' && organisation.parentId
    ? ctx.unit.organisations.get(organisation.parentId)
    : organisation
