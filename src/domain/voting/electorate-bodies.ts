import { officesOfBody } from '../organisation/offices.ts'
import type { OfficeKind, OrganisationKind, StandingKind } from '../organisation/types.ts'
import { standingsIn } from '../organisation/words.ts'

/** How the people of a body are found on a roster. */
type Found =
  /** Formal members less those without a vote (DOMAIN §3.2). */
  | { by: 'membership' }
  /** Whoever the last committee election elected; where none was run here, the holders of the offices. */
  | { by: 'election'; offices: readonly OfficeKind[] }
  | { by: 'offices'; offices: readonly OfficeKind[] }
  | { by: 'standings'; standings: readonly StandingKind[] }

/** A body that votes: where a vote of it can be opened, and who is in it. */
export type ElectorateBodyRow = Found & { in: readonly OrganisationKind[] }

/**
 * The electorates of the voting rules (`body` of a rule). Bodies other than Party bodies have no standing without a vote:
 * all of them less those who leave for the matter (DOMAIN §3.2).
 */
export const electorateBodies = {
  party_members: { by: 'membership', in: ['branch'] },
  branch_committee: { by: 'offices', offices: officesOfBody('committee'), in: ['branch'] },
  elected_committee: { by: 'election', offices: officesOfBody('committee'), in: ['branch'] },
  // A branch without a union counts its own people as the staff; one with a union may hold its votes in its own group.
  staff: {
    by: 'standings',
    standings: [...standingsIn.union, ...standingsIn.branch],
    in: ['union', 'branch'],
  },
  staff_representatives: { by: 'offices', offices: ['staff_rep'], in: ['union', 'branch'] },
  member_representatives: { by: 'offices', offices: ['member_rep'], in: ['union', 'branch'] },
  union_members: { by: 'standings', standings: ['union_member'], in: ['union', 'branch'] },
  union_committee: { by: 'offices', offices: officesOfBody('union_committee'), in: ['union', 'branch'] },
  leadership: { by: 'offices', offices: ['leadership', 'division_leader'], in: ['branch', 'union'] },
} as const satisfies Record<string, ElectorateBodyRow>

export type ElectorateBody = keyof typeof electorateBodies

export const electorateBodyIds = Object.keys(electorateBodies) as [ElectorateBody, ...ElectorateBody[]]

/** Rules that name no body (kept with ballots of before 2026-11-25, or an office's own) are known by the noun they count. */
const bodyOfNoun: Readonly<Record<string, ElectorateBody>> = {
  有表决权党员: 'party_members',
  有表决权正式党员: 'party_members',
  有选举权党员: 'party_members',
  支部委员: 'branch_committee',
  新当选委员: 'elected_committee',
}

/** The body whose members vote under a rule; null for rules that no roster can answer (ratings, a meeting's attendance). */
export const bodyOf = ({
  body,
  voters,
}: {
  body?: ElectorateBody | undefined
  voters: string
}): ElectorateBody | null => body ?? bodyOfNoun[voters] ?? null

/** Whether a vote of the body can be opened in an organisation of a kind. */
export const votesIn = (body: ElectorateBody, kind: OrganisationKind): boolean =>
  (electorateBodies[body].in as readonly OrganisationKind[]).includes(kind)

/** Which of a roster's people are in a body that is found by standings or offices. */
export function isIn(
  row: Exclude<ElectorateBodyRow, { by: 'membership' }>,
  entry: { standing: StandingKind; offices: readonly OfficeKind[] },
): boolean {
  return row.by === 'standings'
    ? row.standings.includes(entry.standing)
    : entry.offices.some((office) => row.offices.includes(office))
}
