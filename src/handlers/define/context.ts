import type { Clock } from '../../clock.ts'
import type { Catalogue } from '../../domain/catalogue.ts'
import type { Permission, Role } from '../../domain/organisation/permissions.ts'
import type { Member, Organisation } from '../../domain/organisation/types.ts'
import type {
  BallotSeals,
  PersonIdentity,
  SealedCommitter,
  SentMessage,
  Unit,
  VoteCommitter,
} from '../../domain/ports/index.ts'

/** What every handler, view and reminder may rely on, whatever the chat. */
export interface Base {
  readonly unit: Unit
  /** Business time at which the unit began. */
  readonly now: Date
  /** The local date of `now`. */
  readonly today: string
  /** IANA time zone of periods, deadlines and cards. */
  readonly zone: string
  readonly catalogue: Catalogue
  /** Keys of secret ballots. */
  readonly seals: BallotSeals
}

/** Who acts. `member` is null for a person who is on no roster yet. */
export interface Actor {
  member: Member | null
  identities: PersonIdentity[]
}

/** All that a handler may touch. One act, one unit, one `ctx`. */
export interface Ctx extends Base {
  readonly platform: string
  /** Calls a minute that the platform takes. */
  readonly callsPerMinute: number
  readonly actor: Actor
  readonly chat: { id: string | null; type: 'group' | 'private'; organisation: Organisation | null }
  /** The actor's member; refuses with `permission/not-on-roster` when unknown. */
  me(): Member
  /** The actor's roles in an organisation as of today. */
  rolesIn(organisationId: string): Promise<Set<Role>>
  /** Refuses unless the actor may; `self` says that the act concerns the actor. Answers the roles. */
  allow(permission: Permission, organisationId: string, self?: boolean): Promise<Set<Role>>
}

/** Runs the reminders of some organisations ahead, up to an instant (`src/rehearsal.ts`). */
export type Foresight = (of: { organisationIds: readonly string[]; until: Date }) => Promise<SentMessage[]>

/** Outside the unit: what a handler may look up on the platform before its transaction begins. */
export interface Directory {
  /** All people of a group chat, without bots and without people of other enterprises. */
  chatMembers(chatId: string): Promise<{ name: string; identities: PersonIdentity[] }[]>
  /** The chat's name. */
  chatName(chatId: string): Promise<string>
}

/** What dispatch makes contexts from. */
export interface Services {
  clock: Clock
  zone: string
  catalogue: Catalogue
  votes: VoteCommitter
  sealed: SealedCommitter
  /** Calls a minute that the platform takes: what estimates of mass sendings rest on. */
  callsPerMinute: number
  seals: BallotSeals
  foresee: Foresight
}
