import { addDays, type LocalDate } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import { type Period, periodOf } from '../calendar/periods.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Office, Organisation, Standing } from '../organisation/types.ts'
import type { DutyRecord, Meeting, ObligationOverride, SignIn, StoredSetting, Unit } from '../ports/index.ts'
import { type People, shouldAttend } from './attendance.ts'
import type { CadenceMeeting } from './facts.ts'
import { type Obligation, obligationSettingKey, switched } from './obligation.ts'
import { type ObligationState, obligationStatuses } from './obligation-statuses.ts'
import { coverageOf, registerAsMeeting, registeredOf } from './registers.ts'

/** What the states of duties are read with. */
export interface StateContext {
  readonly unit: Pick<Unit, 'cadence' | 'overrides' | 'settings' | 'dutyRecords'>
  readonly today: LocalDate
  readonly zone: string
  readonly catalogue: Catalogue
}

/** Meetings this long before and after a period may decide it: make-ups and moved windows. */
const marginDays = 200

/**
 * The states of the duties of several branches (or of unions that stand alone) in the given periods, by organisation
 * id. Every question to storage is asked once for all of them.
 */
export async function readStates(
  ctx: StateContext,
  organisations: readonly Organisation[],
  periods: readonly Period[],
): Promise<Map<string, ObligationState[]>> {
  const rows = await readRows(ctx, organisations, periods)
  return new Map(organisations.map((one) => [one.id, statesOf(ctx, one, rowsOf(one, rows), periods)]))
}

/** What was read of all organisations, each kind of row by the organisation (or meeting) to which it belongs. */
interface AllRows {
  groups: Map<string | null, Organisation[]>
  unions: Map<string | null, Organisation[]>
  meetings: Map<string, Meeting[]>
  signIns: Map<string, SignIn[]>
  standings: Map<string, Standing[]>
  offices: Map<string, Office[]>
  overrides: Map<string, ObligationOverride[]>
  records: Map<string, DutyRecord[]>
  settings: StoredSetting[]
}

/** The rows of one organisation with its groups and unions. */
interface Rows {
  groups: Organisation[]
  unions: Organisation[]
  meetings: Meeting[]
  signInsOf: (meetingId: string) => SignIn[]
  people: People
  overrides: ObligationOverride[]
  records: DutyRecord[]
  settings: StoredSetting[]
}

function rowsOf({ id }: Organisation, all: AllRows): Rows {
  const groups = all.groups.get(id) ?? []
  const unions = all.unions.get(id) ?? []
  const places = [id, ...unions.map((one) => one.id)]
  const within = [...places, ...groups.map((one) => one.id)]
  return {
    groups,
    unions,
    meetings: places.flatMap((place) => all.meetings.get(place) ?? []),
    signInsOf: (meetingId) => all.signIns.get(meetingId) ?? [],
    people: {
      standings: within.flatMap((place) => all.standings.get(place) ?? []),
      offices: within.flatMap((place) => all.offices.get(place) ?? []),
    },
    overrides: all.overrides.get(id) ?? [],
    records: all.records.get(id) ?? [],
    settings: all.settings,
  }
}

async function readRows(
  { unit, today, catalogue }: StateContext,
  organisations: readonly Organisation[],
  periods: readonly Period[],
): Promise<AllRows> {
  const starts = periods.map((period) => period.start).sort()
  const ends = periods.map((period) => period.end).sort()
  const ids = organisations.map(({ id }) => id)
  const groups = await unit.cadence.childrenOf(ids, 'group')
  const unions = await unit.cadence.childrenOf(ids, 'union')
  const everywhere = [...ids, ...unions.map(({ id }) => id)]
  const meetings = await unit.cadence.meetings(
    everywhere,
    addDays(starts[0] ?? today, -marginDays),
    addDays(ends.at(-1) ?? today, marginDays),
  )
  const counted = meetings.filter(({ status, attended }) => status === 'held' && attended === null)
  const settings = await unit.settings.choicesOf([
    ...new Set([...ids, ...organisations.flatMap(({ parentId }) => (parentId ? [parentId] : []))]),
  ])
  const registered = registeredOf(catalogue.cadences.obligations)
  const registers = organisations.some((one) =>
    chosenBy(one, registered, settings).some(({ enabled }) => enabled),
  )
  const withPeople = counted.length > 0 || registers ? [...everywhere, ...groups.map(({ id }) => id)] : []
  const of = <T extends { organisationId: string }>(rows: readonly T[]) =>
    Map.groupBy(rows, (row) => row.organisationId)
  const below = (rows: readonly Organisation[]) => Map.groupBy(rows, (row) => row.parentId)
  return {
    groups: below(groups),
    unions: below(unions),
    meetings: of(meetings),
    signIns: Map.groupBy(await unit.cadence.signIns(counted.map(({ id }) => id)), (row) => row.meetingId),
    standings: of(await unit.cadence.standings(withPeople)),
    offices: of(await unit.cadence.offices(withPeople)),
    overrides: of(await unit.overrides.onFile(ids)),
    records: of(
      registers
        ? await unit.dutyRecords.of(
            ids,
            periods.map(({ label }) => label),
          )
        : [],
    ),
    settings,
  }
}

function statesOf(
  ctx: StateContext,
  organisation: Organisation,
  rows: Rows,
  periods: readonly Period[],
): ObligationState[] {
  const { obligations, config } = ctx.catalogue.cadences
  const { groups, unions, overrides, meetings } = rows
  const chosen = chosenBy(organisation, obligations, rows.settings)
  const moved = overrides.flatMap((one) =>
    one.kind === 'moved' && one.until ? [{ ...onFile(one), until: one.until }] : [],
  )
  const registers = registersOf(ctx, organisation, rows, { obligations: chosen, periods })
  const states = obligationStatuses({
    org: {
      founded: foundedOf(organisation, ctx.zone),
      dissolved: organisation.dissolvedOn,
      committeeFrom: organisation.committeeFrom,
      unionFrom: organisation.unionFrom,
      groups: groups.map((group) => ({
        id: group.id,
        from: foundedOf(group, ctx.zone),
        to: group.dissolvedOn,
      })),
    },
    meetings: [
      ...meetings.map((one) => countedMeeting(one, organisation, unions, rows, obligations)),
      ...registers.flatMap(({ obligation, period, coverage }) =>
        registerAsMeeting(obligation, period, coverage, { config, overrides: moved }),
      ),
    ],
    overrides: moved,
    exemptions: overrides.filter(({ kind }) => kind === 'exemption').map(onFile),
    asOf: ctx.today,
    obligations: chosen,
    config,
    calendar: ctx.catalogue.calendar,
    zone: ctx.zone,
    periods,
  })
  return states.map((state) => {
    const register = registers.find(
      ({ obligation, period }) => obligation.id === state.obligation && period.label === state.period.label,
    )
    if (!register) return state
    const { due, missing } = register.coverage
    return { ...state, registered: { done: due.length - missing.length, due: due.length } }
  })
}

/** The registers of people that an organisation keeps, in the periods that are asked for. */
function registersOf(
  { today }: StateContext,
  { id }: Organisation,
  { people, records }: Rows,
  { obligations, periods }: { obligations: readonly Obligation[]; periods: readonly Period[] },
) {
  const facts = { organisationId: id, people, records, today }
  return registeredOf(obligations)
    .filter(({ enabled }) => enabled)
    .flatMap((obligation) =>
      periods
        .filter(({ kind }) => kind === obligation.period)
        .map((period) => ({ obligation, period, coverage: coverageOf(obligation, period, facts) })),
    )
}

/** The day from which duties run: of foundation, or, where none is known, of coming to us. */
const foundedOf = ({ foundedOn, createdAt }: Organisation, zone: string): LocalDate =>
  foundedOn ?? periodOf(localDate(createdAt, zone), 'year').start

const onFile = (one: ObligationOverride) => ({
  obligation: one.obligation,
  period: one.period,
  document: one.documentNumber,
  ...(one.body === '' ? {} : { group: one.body }),
})

/** The duties of an organisation: a union that stands alone has those of a unit; optional ones by its own choice. */
function chosenBy(
  organisation: Organisation,
  obligations: readonly Obligation[],
  settings: readonly StoredSetting[],
): Obligation[] {
  const chosen = (id: string): string | undefined => {
    const rows = settings.filter((row) => row.key === obligationSettingKey(id))
    const of = (organisationId: string | null) =>
      rows.find((row) => row.organisationId === organisationId)?.value
    return of(organisation.id) ?? of(organisation.parentId)
  }
  const ids = obligations.map(({ id }) => id)
  const here = organisation.kind === 'union' ? obligations.filter(({ per }) => per === 'unit') : obligations
  return switched(
    here,
    ids.filter((id) => chosen(id) === 'on'),
    ids.filter((id) => chosen(id) === 'off'),
  )
}

/** A meeting as the cadence rules see it; a held one with its attendance, which must reach half. */
function countedMeeting(
  meeting: Meeting,
  organisation: Organisation,
  unions: readonly Organisation[],
  { signInsOf, people }: Rows,
  obligations: readonly Obligation[],
): CadenceMeeting {
  const plain: CadenceMeeting = {
    id: meeting.number,
    kinds: meeting.kinds,
    start: meeting.startsAt,
    state: meeting.status,
    ...(meeting.groups && { groups: meeting.groups }),
    ...(meeting.makeUpFor && { makeUpFor: meeting.makeUpFor }),
    ...(meeting.attributedTo && { attributedTo: meeting.attributedTo }),
  }
  if (meeting.status !== 'held') return plain
  // Recorded afterwards without figures: how many came is not known.
  if (meeting.instanceId === null && meeting.attended === null) return plain
  if (meeting.attended !== null && meeting.eligible !== null)
    return { ...plain, attended: meeting.attended, eligible: meeting.eligible }
  // The form in which a combined meeting is held is its last kind, and says who should come.
  const form = obligations.find(({ id }) => id === meeting.kinds.at(-1))
  const sitting = {
    organisationId: organisation.id,
    groups: meeting.groups ?? [],
    unions: organisation.kind === 'union' ? [organisation.id] : unions.map(({ id }) => id),
  }
  const eligible = shouldAttend(form?.attendees ?? 'members', sitting, people, meeting.startsOn)
  if (eligible.length === 0) return plain
  const attended = signInsOf(meeting.id).filter((row) => eligible.includes(row.memberId)).length
  return { ...plain, attended, eligible: eligible.length }
}
