import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/act-on-case.ts'
import { holdersOf } from '../organisation/responsible.ts'
import type { PublicNotice } from '../ports/public-notices.ts'

/**
 * Who takes the objections as of today: the person named, or when that person has left the roster, whoever answers for
 * organisation now. Null where nobody is there.
 */
export async function currentAcceptor(
  { unit, now, zone }: Pick<CaseContext, 'unit' | 'now' | 'zone'>,
  notice: Pick<PublicNotice, 'organisationId' | 'acceptorId'>,
): Promise<string | null> {
  const roster = await unit.rosters.roster(notice.organisationId, localDate(now, zone))
  if (roster.some((entry) => entry.memberId === notice.acceptorId)) return notice.acceptorId
  return holdersOf(roster, 'collator')[0] ?? null
}
