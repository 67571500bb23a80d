import type { CadenceMeeting } from '../../domain/cadence/facts.ts'
import { type ObligationState, obligationStatuses } from '../../domain/cadence/obligation-statuses.ts'
import { addDays } from '../../domain/calendar/dates.ts'
import { type Period, periodOf } from '../../domain/calendar/periods.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Meeting } from '../../domain/ports/index.ts'
import { electorateAsOf } from '../../domain/voting/index.ts'
import type { Base } from '../define/context.ts'

/** Meetings this long before and after a period may decide it: make-ups and moved windows. */
const marginDays = 120

/** The state of a branch's obligations in the given periods, by the rules, from its meetings and dates. */
export async function obligationStates(
  ctx: Base,
  branch: Organisation,
  periods: readonly Period[],
): Promise<ObligationState[]> {
  const starts = periods.map((period) => period.start).sort()
  const ends = periods.map((period) => period.end).sort()
  const from = addDays(starts[0] ?? ctx.today, -marginDays)
  const to = addDays(ends.at(-1) ?? ctx.today, marginDays)
  const meetings = await ctx.unit.meetings.between(branch.id, from, to)
  const groups = await ctx.unit.organisations.children(branch.id, 'group')
  const founded = branch.foundedOn ?? periodOf(branch.createdAt.toISOString().slice(0, 10), 'year').start
  return obligationStatuses({
    org: {
      founded,
      dissolved: branch.dissolvedOn,
      committeeFrom: branch.committeeFrom,
      unionFrom: branch.unionFrom,
      groups: groups.map((group) => ({
        id: group.id,
        from: group.foundedOn ?? ctx.today,
        to: group.dissolvedOn,
      })),
    },
    meetings: await Promise.all(meetings.map((meeting) => counted(ctx, meeting))),
    overrides: [],
    exemptions: [],
    asOf: ctx.today,
    obligations: ctx.catalogue.cadences.obligations,
    config: ctx.catalogue.cadences.config,
    calendar: ctx.catalogue.calendar,
    zone: ctx.zone,
    periods,
  })
}

/** A meeting as the cadence rules see it; a held one with its attendance, which must reach half. */
async function counted(ctx: Base, meeting: Meeting): Promise<CadenceMeeting> {
  const plain: CadenceMeeting = {
    id: meeting.number,
    kinds: meeting.kinds,
    start: meeting.startsAt,
    state: meeting.status,
  }
  if (meeting.status !== 'held') return plain
  const { voterIds } = electorateAsOf(
    await ctx.unit.rosters.standings(meeting.organisationId),
    meeting.startsOn,
  )
  const rows = await ctx.unit.attendance.ofMeeting(meeting.id)
  const attended = rows.filter((row) => row.signedInAt !== null && voterIds.includes(row.memberId)).length
  return { ...plain, attended, eligible: voterIds.length }
}

/** The periods of the three kinds that a span of time shows. */
export function periodsIn(today: string, span: 'month' | 'quarter' | 'year'): Period[] {
  const shown = periodOf(today, span)
  const kinds = ['month', 'quarter', 'year'] as const
  const found = new Map<string, Period>()
  for (const kind of kinds)
    for (let day = shown.start; day <= shown.end; day = addDays(periodOf(day, kind).end, 1)) {
      const period = periodOf(day, kind)
      found.set(period.label, period)
    }
  return [...found.values()]
}
