import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, json, localDate, tenantId, word } from './columns.ts'
import { ballot, electorate } from './decision.ts'
import { organisation } from './organisation.ts'

/** A count of paper ballots or of raised hands: entered by one teller, confirmed by another. One stands at a time. */
export const countSheet = pgTable(
  'count_sheet',
  {
    tenantId: tenantId(),
    id: id(),
    ballotId: uuid('ballot_id').notNull(),
    /** `entered`, `confirmed`, `returned` by the second teller, `replaced` by a correction. */
    state: word('state').notNull(),
    figures: json('figures').notNull(),
    /** Who voted in the room; empty where everybody did. */
    memberIds: uuid('member_ids').array().notNull().default(sql`'{}'`),
    enteredBy: uuid('entered_by').notNull(),
    enteredAt: instant('entered_at').notNull(),
    checkedBy: uuid('checked_by'),
    checkedAt: instant('checked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('count_sheet_standing')
      .on(t.tenantId, t.ballotId)
      .where(sql`${t.state} in ('entered', 'confirmed')`),
    foreignKey({ columns: [t.tenantId, t.ballotId], foreignColumns: [ballot.tenantId, ballot.id] }),
  ],
)

/** A written opinion on the matter of a ballot; `counted` where the rule counts it. */
export const writtenVote = pgTable(
  'written_vote',
  {
    tenantId: tenantId(),
    ballotId: uuid('ballot_id').notNull(),
    memberId: uuid('member_id').notNull(),
    choice: word('choice').notNull(),
    counted: boolean('counted').notNull(),
    receivedAt: instant('received_at').notNull(),
    enteredBy: uuid('entered_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ballotId, t.memberId] }),
    foreignKey({
      columns: [t.tenantId, t.ballotId, t.memberId],
      foreignColumns: [electorate.tenantId, electorate.ballotId, electorate.memberId],
    }),
  ],
)

/** Why somebody voted so on an open ballot, said freely; for the recorder. */
export const voteReason = pgTable(
  'vote_reason',
  {
    tenantId: tenantId(),
    ballotId: uuid('ballot_id').notNull(),
    memberId: uuid('member_id').notNull(),
    reason: text('reason').notNull(),
    givenAt: instant('given_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ballotId, t.memberId] }),
    foreignKey({
      columns: [t.tenantId, t.ballotId, t.memberId],
      foreignColumns: [electorate.tenantId, electorate.ballotId, electorate.memberId],
    }),
  ],
)

/** A secret vote, encrypted to the ballot's key when it was cast. All of one ballot have the same length. */
export const sealedVote = pgTable(
  'sealed_vote',
  {
    tenantId: tenantId(),
    ballotId: uuid('ballot_id').notNull(),
    memberId: uuid('member_id').notNull(),
    /** Base64: the encapsulated key and the ciphertext. */
    sealed: text('sealed').notNull(),
    /** SHA-256 of `sealed`: the receipt. */
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ballotId, t.memberId] }),
    foreignKey({
      columns: [t.tenantId, t.ballotId, t.memberId],
      foreignColumns: [electorate.tenantId, electorate.ballotId, electorate.memberId],
    }),
  ],
)

/** What a meeting resolved, under a number of its own (J). */
export const resolution = pgTable(
  'resolution',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    matter: text('matter').notNull(),
    ballotId: uuid('ballot_id').notNull(),
    meetingId: uuid('meeting_id'),
    adoptedOn: localDate('adopted_on').notNull(),
    /** `in_force`, `suspended_for_reconsideration`, `confirmed`, `amended`, `replaced`, `withdrawn`. */
    state: word('state').notNull(),
    replacesId: uuid('replaces_id'),
    confirmsId: uuid('confirms_id'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('resolution_number').on(t.tenantId, t.organisationId, t.number),
    unique('resolution_ballot').on(t.tenantId, t.ballotId),
    index('resolution_meeting').on(t.tenantId, t.meetingId),
    foreignKey({ columns: [t.tenantId, t.ballotId], foreignColumns: [ballot.tenantId, ballot.id] }),
  ],
)

/** An election from nomination to the superior's reply. */
export const election = pgTable(
  'election',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    /** The body that is elected, e.g. 支部委员会. */
    body: text('body').notNull(),
    rule: json('rule').notNull(),
    seats: integer('seats').notNull(),
    /** How the formal ballot is held: `paper` or `electronic_secret`. */
    method: word('method').notNull(),
    /** The office of those elected; null = members of the committee without one of their own. */
    office: word('office'),
    /** It fills seats of a committee that stays; else the new committee takes the place of the old one. */
    byElection: boolean('by_election').notNull().default(false),
    state: word('state').notNull(),
    /** The preliminary list, then the names that the superior agreed to. */
    candidates: json('candidates').notNull().default([]),
    elected: json('elected').notNull().default([]),
    meetingId: uuid('meeting_id'),
    /** The request for consent to the list, and the request for approval of the result. */
    consentId: uuid('consent_id'),
    approvalId: uuid('approval_id'),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    nominateUntil: instant('nominate_until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('election_number').on(t.tenantId, t.organisationId, t.number),
    index('election_consent').on(t.tenantId, t.consentId),
    index('election_approval').on(t.tenantId, t.approvalId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** Whom a member recommends. Counted for the preliminary list; who named whom is for nobody. */
export const nomination = pgTable(
  'nomination',
  {
    tenantId: tenantId(),
    electionId: uuid('election_id').notNull(),
    memberId: uuid('member_id').notNull(),
    nomineeIds: uuid('nominee_ids').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.electionId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.electionId], foreignColumns: [election.tenantId, election.id] }),
  ],
)
