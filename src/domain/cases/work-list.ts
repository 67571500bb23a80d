import { addDays, partsOf } from '../calendar/dates.ts'
import { DUE_TIME } from '../calendar/due.ts'
import { atLocalTime, localDate } from '../calendar/local-time.ts'
import { linkedTo, responsibleFor } from '../organisation/linked-rosters.ts'
import type { OpenStep } from '../ports/index.ts'
import { type OtherWork, otherWork } from '../work/other-work.ts'
import type { CaseContext } from './case-context.ts'

/** Whose work, and how much of it. */
export type WorkScope = 'mine' | 'all' | 'overdue'

/** One thing to be done: a step of a case, or other work. */
export type WorkItem =
  | { what: 'step'; step: OpenStep; dueAt: Date | null; ownerId: string | null }
  | { what: 'other'; other: OtherWork; dueAt: Date | null; ownerId: string | null }

/** Work by its urgency, in this order. */
export interface WorkGroup {
  title: '逾期' | '今天' | '本周' | '以后'
  items: WorkItem[]
}

/**
 * What is to be done now in an organisation: of a person (theirs, or of a role they answer for and nobody's), of everybody,
 * or what is overdue of everybody. A restricted step is listed for those who have it and nobody else.
 */
export async function workOf(
  ctx: CaseContext,
  organisationId: string,
  memberId: string,
  scope: WorkScope,
): Promise<WorkGroup[]> {
  const steps = await openIn(ctx, organisationId)
  const mine = await ownedBy(ctx, organisationId, memberId, steps)
  const shown =
    scope === 'mine'
      ? [...mine, ...(await ownElsewhere(ctx, organisationId, memberId))]
      : steps.filter((one) => one.visibility !== 'restricted' || mine.includes(one))
  const others = (await otherWork(ctx, organisationId, memberId)).filter(
    ({ mine: own }) => scope !== 'mine' || own,
  )
  const items = [
    ...shown.map((step): WorkItem => ({ what: 'step', step, dueAt: step.dueAt, ownerId: step.assignee })),
    ...others.map(
      (other): WorkItem => ({
        what: 'other',
        other,
        dueAt: other.dueOn === null ? null : atLocalTime(other.dueOn, DUE_TIME, ctx.zone),
        ownerId: other.ownerId,
      }),
    ),
  ].sort((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
  return grouped(ctx, items).filter(({ title }) => scope !== 'overdue' || title === '逾期')
}

const openIn = async (ctx: CaseContext, organisationId: string): Promise<OpenStep[]> =>
  (await ctx.unit.processes.openSteps(organisationId)).filter(({ state }) => state === 'open')

/** A person's steps in cases of the organisations that work with theirs: the secretary chairs the union's staff assembly. */
async function ownElsewhere(ctx: CaseContext, organisationId: string, memberId: string): Promise<OpenStep[]> {
  const organisation = await ctx.unit.organisations.get(organisationId)
  const linked = organisation ? await linkedTo(ctx.unit, organisation) : []
  const own = await Promise.all(
    linked.map(async ({ id }) => ownedBy(ctx, id, memberId, await openIn(ctx, id))),
  )
  return own.flat()
}

async function ownedBy(
  ctx: CaseContext,
  organisationId: string,
  memberId: string,
  steps: readonly OpenStep[],
): Promise<OpenStep[]> {
  const today = localDate(ctx.now, ctx.zone)
  const roles = [...new Set(steps.filter(({ assignee }) => assignee === null).map(({ role }) => role))]
  const held = new Set<string>()
  for (const role of roles)
    if ((await responsibleFor(ctx.unit, organisationId, role, today)).includes(memberId)) held.add(role)
  return steps.filter((one) => (one.assignee === null ? held.has(one.role) : one.assignee === memberId))
}

function grouped({ now, zone }: Pick<CaseContext, 'now' | 'zone'>, items: readonly WorkItem[]): WorkGroup[] {
  const today = localDate(now, zone)
  const sunday = addDays(today, 7 - partsOf(today).weekday)
  const groupOf = ({ dueAt }: WorkItem): WorkGroup['title'] => {
    if (dueAt === null) return '以后'
    if (dueAt < now) return '逾期'
    const day = localDate(dueAt, zone)
    return day === today ? '今天' : day <= sunday ? '本周' : '以后'
  }
  return (['逾期', '今天', '本周', '以后'] as const)
    .map((title) => ({ title, items: items.filter((one) => groupOf(one) === title) }))
    .filter((group) => group.items.length > 0)
}
