import type { Attendees, Obligation } from '../cadence/obligation.ts'
import { linkedRosters } from '../organisation/linked-rosters.ts'
import { officesOfBody } from '../organisation/offices.ts'
import type { RosterEntry } from '../organisation/types.ts'
import type { Meeting, Unit } from '../ports/index.ts'

type Sitting = Pick<Meeting, 'organisationId' | 'kinds' | 'groups'>

/** Who should attend meetings of these kinds: a combined one is held in the form of its last kind. */
export const attendeesOf = (
  kinds: readonly string[],
  obligations: readonly Pick<Obligation, 'id' | 'attendees'>[],
): Attendees => obligations.find(({ id }) => id === kinds.at(-1))?.attendees ?? 'members'

/** The people who should attend (应到) as of a local date: those of the roster, the committee, the groups that meet, or the staff. */
export async function expectedAt(
  unit: Pick<Unit, 'organisations' | 'rosters'>,
  meeting: Sitting,
  obligations: readonly Pick<Obligation, 'id' | 'attendees'>[],
  date: string,
): Promise<RosterEntry[]> {
  const roster = await unit.rosters.roster(meeting.organisationId, date)
  // A branch and a union each have the offices of their own committee alone.
  const committee = [...officesOfBody('committee'), ...officesOfBody('union_committee')]
  const bodies: Record<Attendees, () => Promise<RosterEntry[]>> = {
    members: async () => roster,
    committee: async () =>
      roster.filter((entry) => entry.offices.some((office) => committee.includes(office))),
    group: async () =>
      roster.filter(({ group }) => group !== null && (meeting.groups?.includes(group.id) ?? true)),
    staff: () => staffOf(unit, meeting.organisationId, roster, date),
  }
  return bodies[attendeesOf(meeting.kinds, obligations)]()
}

/** A union's roster is the staff of the unit; a branch asks its unions, and where it has none its own members come. */
async function staffOf(
  unit: Pick<Unit, 'organisations' | 'rosters'>,
  organisationId: string,
  roster: RosterEntry[],
  date: string,
): Promise<RosterEntry[]> {
  const organisation = await unit.organisations.get(organisationId)
  if (organisation?.kind !== 'branch') return roster
  const staff = (await linkedRosters(unit, organisationId, date)).flat()
  return staff.length > 0 ? staff : roster
}

/** What the body that should attend is called on a notice. */
export const attendeeWords: Record<Attendees, string> = {
  members: '全体党员',
  committee: '支部委员',
  group: '本党小组党员',
  staff: '全体职工',
}
