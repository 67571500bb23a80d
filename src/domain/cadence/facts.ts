import { type LocalDate, laterOf } from '../calendar/dates.ts'
import { localDate } from '../calendar/local-time.ts'
import type { Obligation } from './obligation.ts'

/** Days on which something existed, both ends included; `to` is null while it exists. */
export interface Span {
  from: LocalDate
  to: LocalDate | null
}

/** A party group (党小组) and the days of its existence. */
export interface CadenceGroup extends Span {
  id: string
}

/** What the cadence rules know of an organisation. A null or absent date: there is none. */
export interface CadenceOrg {
  founded: LocalDate
  /** The last day of the organisation, or null. It may lie ahead. */
  dissolved: LocalDate | null
  committeeFrom: LocalDate | null
  unionFrom: LocalDate | null
  groups: readonly CadenceGroup[]
}

/** Where a meeting stands, as far as counting goes. Only `held` counts, only `scheduled` is awaited. */
export type MeetingState = 'held' | 'scheduled' | 'cancelled' | 'postponed' | 'no_quorum'

/** A meeting as the cadence rules see it. */
export interface CadenceMeeting {
  id?: string
  /** Obligations as which it is minuted; the first counts always, others where the pair may be combined. */
  kinds: readonly string[]
  /** The actual (or arranged) start: an instant, or a local date where only that is known. */
  start: Date | LocalDate
  state: MeetingState
  /** Groups that met; may be left out where there is one group only. */
  groups?: readonly string[]
  /** Attendance, once both numbers are known. */
  attended?: number
  eligible?: number
  /** Period label that this meeting makes up (补开). */
  makeUpFor?: string
  /** Period label to which a moved window attributes it. */
  attributedTo?: string
}

/** The superior's leave to hold a period's meeting later; without a document it is ignored. */
export interface WindowOverride {
  obligation: string
  period: string
  until: LocalDate
  document: string
  group?: string
}

/** The superior's leave not to hold it; without a document it is ignored. */
export interface Exemption {
  obligation: string
  period: string
  document: string
  group?: string
}

/** The local day on which a meeting starts. */
export const meetingDate = (meeting: CadenceMeeting, zone: string): LocalDate =>
  typeof meeting.start === 'string' ? meeting.start : localDate(meeting.start, zone)

/** Which days of an organisation an obligation covers; undefined when what it needs never existed. */
export function spanOf(obligation: Obligation, org: CadenceOrg, group?: CadenceGroup): Span | undefined {
  const existing = group ?? existence[obligation.appliesIf](org)
  if (!existing) return undefined
  const to = earlierEnd(existing.to, org.dissolved)
  return { from: laterOf(existing.from, org.founded), to }
}

const from = (date: LocalDate | null): Span | undefined =>
  date === null ? undefined : { from: date, to: null }

const existence: Record<Obligation['appliesIf'], (org: CadenceOrg) => Span | undefined> = {
  always: (org) => from(org.founded),
  'org.has_committee': (org) => from(org.committeeFrom),
  'org.has_union': (org) => from(org.unionFrom),
  'org.has_groups': ({ groups }) => {
    const starts = groups.map((group) => group.from).sort()
    const ends = groups.map((group) => group.to)
    const last = ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
    return starts[0] === undefined ? undefined : { from: starts[0], to: last }
  },
}

function earlierEnd(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
