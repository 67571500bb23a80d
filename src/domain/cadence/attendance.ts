import type { LocalDate } from '../calendar/dates.ts'
import { officesOfBody } from '../organisation/offices.ts'
import type { Office, Standing } from '../organisation/types.ts'
import { electorateAsOf } from '../voting/index.ts'
import type { Attendees } from './obligation.ts'

/** What is known of the people of an organisation, its groups and its unions: every standing and office with its dates. */
export interface People {
  standings: readonly Standing[]
  offices: readonly Office[]
}

/** Where a meeting is held, and which groups or unions of it meet. */
export interface Sitting {
  organisationId: string
  groups: readonly string[]
  unions: readonly string[]
}

const runsOn = ({ from, to }: { from: LocalDate; to: LocalDate | null }, date: LocalDate): boolean =>
  from <= date && (to === null || date < to)

/** Who should attend (应到) on a local date, each once. An organisation without such people has nobody to count. */
export function shouldAttend(
  attendees: Attendees,
  { organisationId, groups, unions }: Sitting,
  { standings, offices }: People,
  date: LocalDate,
): string[] {
  const membersOf = (ids: readonly string[]): string[] => [
    ...new Set(
      standings
        .filter((row) => ids.includes(row.organisationId) && runsOn(row, date))
        .map((row) => row.memberId),
    ),
  ]
  const bodies: Record<Attendees, () => string[]> = {
    members: () =>
      electorateAsOf(
        standings.filter((row) => row.organisationId === organisationId),
        date,
      ).voterIds,
    committee: () => {
      const committee = officesOfBody('committee')
      const held = offices.filter(
        (row) => row.organisationId === organisationId && committee.includes(row.office) && runsOn(row, date),
      )
      return [...new Set(held.map((row) => row.memberId))]
    },
    group: () => membersOf(groups),
    staff: () => membersOf(unions),
  }
  return bodies[attendees]()
}
