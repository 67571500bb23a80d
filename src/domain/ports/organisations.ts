import type {
  Member,
  Office,
  OfficeKind,
  Organisation,
  OrganisationKind,
  RosterEntry,
  Standing,
  StandingBasis,
  StandingKind,
} from '../organisation/types.ts'

/** A group chat's organisation. */
export interface ChatBinding {
  platform: string
  chatId: string
  organisationId: string
}

export interface OrganisationStore {
  insert(organisation: Organisation): Promise<void>
  get(id: string): Promise<Organisation | null>
  byName(kind: OrganisationKind, name: string): Promise<Organisation[]>
  children(parentId: string, kind: OrganisationKind): Promise<Organisation[]>
  update(
    id: string,
    change: Partial<
      Pick<Organisation, 'name' | 'parentId' | 'foundedOn' | 'committeeFrom' | 'unionFrom' | 'dissolvedOn'>
    >,
  ): Promise<void>
  /** Binds a chat. False when the chat or the organisation is bound already (unique keys decide). */
  bind(binding: ChatBinding & { boundBy: string; boundAt: Date }): Promise<boolean>
  unbind(platform: string, chatId: string): Promise<void>
  ofChat(platform: string, chatId: string): Promise<Organisation | null>
  chatOf(organisationId: string): Promise<ChatBinding | null>
  /** Ids of all superiors above an organisation, the nearest first. */
  above(id: string): Promise<string[]>
  /** Organisations on whose roster the member is on the date (not groups). */
  ofMember(memberId: string, date: string): Promise<Organisation[]>
}

/** A person as a platform names them; ids of one person. */
export interface PersonIdentity {
  platform: string
  kind: string
  value: string
}

export interface RosterStore {
  /** The member behind any of the identities; null when unknown. */
  memberOf(identities: PersonIdentity[]): Promise<Member | null>
  /** The member behind the identities, made with `name` when unknown; missing identities are added. Name updates are kept. */
  ensureMember(name: string, identities: PersonIdentity[]): Promise<Member>
  member(id: string): Promise<Member | null>
  members(ids: string[]): Promise<Member[]>
  identityOf(memberId: string, platform: string): Promise<PersonIdentity | null>
  /** The roster of a branch or superior as of a date, secretary first, then by name. */
  roster(organisationId: string, date: string): Promise<RosterEntry[]>
  standings(organisationId: string): Promise<Standing[]>
  /**
   * Ends what the member is on `from` and starts another standing, in the place of all that was entered from that day on.
   * False when the member is that already.
   */
  setStanding(
    organisationId: string,
    memberId: string,
    kind: StandingKind,
    from: string,
    recordedBy: string | null,
    basis?: StandingBasis,
  ): Promise<boolean>
  endStanding(organisationId: string, memberId: string, to: string): Promise<void>
  offices(organisationId: string, date: string): Promise<Office[]>
  /** Everybody who holds, held or will hold an office, with their terms: the latest first day first. */
  terms(organisationId: string, office: OfficeKind): Promise<Office[]>
  /**
   * Gives the office; `exclusive` ends the present holder's on the same day. `until`: the first day without it, where it is
   * for a term. False when the member holds it already.
   */
  setOffice(
    organisationId: string,
    memberId: string,
    office: OfficeKind,
    from: string,
    recordedBy: string | null,
    exclusive: boolean,
    until?: string | null,
  ): Promise<boolean>
  endOffice(organisationId: string, memberId: string, office: OfficeKind, to: string): Promise<boolean>
}

/** A choice of an organisation out of `domain/settings`, stored as `{value, document}`. */
export interface StoredSetting {
  organisationId: string
  key: string
  value: string
  /** Number of the superior's document on which it rests. */
  document: string | null
}

/** What an organisation has chosen, by key (`voting.region`). Parsed by whoever reads it. */
export interface SettingStore {
  get(organisationId: string, key: string): Promise<unknown>
  set(organisationId: string, key: string, value: unknown, by: string): Promise<void>
  /** The choices out of `domain/settings` that these organisations have made. */
  choicesOf(organisationIds: readonly string[]): Promise<StoredSetting[]>
}

/** Waits for a person's 确认. `data` is parsed by the handler that made it. */
export interface Proposal {
  id: string
  kind: string
  data: unknown
  proposedBy: string | null
  state: 'open' | 'confirmed' | 'cancelled'
  expiresAt: Date
}

export interface ProposalStore {
  insert(proposal: Proposal & { proposedAt: Date }): Promise<void>
  get(id: string): Promise<Proposal | null>
  /** Locks and closes an open one; null when it was closed already (the second click). */
  decide(id: string, state: 'confirmed' | 'cancelled', by: string, at: Date): Promise<Proposal | null>
}
