import type { Office, Organisation, OrganisationKind, Standing } from '../organisation/types.ts'
import type { Attendance, Meeting } from './meetings.ts'

/** A sign-in, of a member in a meeting. */
export type SignIn = Pick<Attendance, 'memberId'> & { meetingId: string }

/**
 * What the state of duties is read from, for many organisations in one question each: an overview of a superior asks
 * for all its branches at once.
 */
export interface CadenceFactStore {
  /** Organisations of a kind below several others, also dissolved ones, in order of their coming. */
  childrenOf(parentIds: readonly string[], kind: OrganisationKind): Promise<Organisation[]>
  /** Meetings of organisations between two local dates, in order of time. */
  meetings(organisationIds: readonly string[], from: string, to: string): Promise<Meeting[]>
  signIns(meetingIds: readonly string[]): Promise<SignIn[]>
  /** Every standing and office of organisations, with their dates. */
  standings(organisationIds: readonly string[]): Promise<Standing[]>
  offices(organisationIds: readonly string[]): Promise<Office[]>
}
