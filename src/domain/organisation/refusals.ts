import type { Role } from './permissions.ts'

/** What bindings, rosters and entitlements refuse. */
export interface OrganisationRefusals {
  'organisation/chat-not-bound': Record<string, never>
  'organisation/chat-bound': { name: string }
  'organisation/name-taken': { name: string; kind: string }
  'organisation/superior-unknown': { name: string }
  /** It would stand under itself. */
  'organisation/circle': { name: string; above: string }
  'organisation/ends-before-begin': { founded: string }
  'organisation/wrong-kind': { expected: string; found: string }
  /** In a private chat: the person belongs to no organisation, or to several. */
  'organisation/none': Record<string, never>
  'organisation/several': { names: string[] }
  /** The office, or standing, does not exist in this kind of organisation. */
  'office/not-here': { office: string; kind: string; offered: string[] }
  /** An office of the union, and the branch has none, or several. */
  'office/no-union': { office: string; unions: string[] }
  'office/not-held': { name: string; office: string }
  'standing/not-here': { standing: string; kind: string; offered: string[] }
  /** Left out of 应到会人数 only with the superior's consent and the meeting's approval. */
  'standing/needs-two-documents': { name: string; given: string[] }
  'standing/needs-reason': { reasons: string[] }
  /** Only what takes the vote away for a time ends by itself. */
  'standing/no-end': { standing: string }
  /** The end is not after the beginning. */
  'standing/ends-before': { from: string; until: string }
  /** Only probationary members are converted. */
  'standing/not-probationary': { name: string; standing: string }
  /** A transferred person has to be in the group, so that it is known who is meant. */
  'member/not-in-group': { name: string }
  'member/several-in-group': { name: string; count: number }
  'member/unknown': { name: string; similar: string[] }
  'member/ambiguous': { name: string; count: number }
  'member/already': { name: string; what: string }
  'roster/empty': Record<string, never>
  'group/unknown': { name: string; known: string[] }
  'group/exists': { name: string }
  /** Not entitled: which roles are. */
  'permission/denied': { roles: readonly Role[] }
  /** Not on the roster of the organisation. */
  'permission/not-on-roster': { organisation: string }
}
