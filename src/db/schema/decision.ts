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
  uuid,
} from 'drizzle-orm/pg-core'
import { id, instant, json, localDate, tenantId, word } from './columns.ts'
import { member, organisation } from './organisation.ts'

/** A vote put to an electorate under a rule. `rule` is the copy of the rule's version; `verdict` stands once closed. */
export const ballot = pgTable(
  'ballot',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    meetingId: uuid('meeting_id'),
    number: text('number').notNull(),
    matter: text('matter').notNull(),
    rule: json('rule').notNull(),
    method: word('method').notNull(),
    important: boolean('important').notNull(),
    /** Roster counts at opening, as the rule reads them. */
    roster: json('roster').notNull(),
    /** 计票人 and 监票人 of a count sheet, where they were named. Never the same, never a candidate. */
    counterId: uuid('counter_id'),
    scrutineerId: uuid('scrutineer_id'),
    /** Closed as soon as everybody on the roll has voted. */
    closeWhenAllVoted: boolean('close_when_all_voted').notNull().default(false),
    /** Public key of a secret ballot that takes sealed votes; the private key is never in the database. */
    sealKey: text('seal_key'),
    /** End of the time for objections, when the private key is destroyed; and when that was done. */
    keyDestroyAt: instant('key_destroy_at'),
    keyDestroyedAt: instant('key_destroyed_at'),
    /** Of an election: its case, seats, and names in the order of the ballot paper. */
    electionId: uuid('election_id'),
    seats: integer('seats'),
    candidates: json('candidates').notNull().default([]),
    /** The ballot whose tie at the last seat this one decides. */
    runoffOf: uuid('runoff_of'),
    /** The resolution that an adopted matter replaces or confirms. */
    aboutResolutionId: uuid('about_resolution_id'),
    aboutHow: word('about_how'),
    status: word('status').notNull(),
    openedBy: uuid('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    closedBy: uuid('closed_by'),
    closedAt: instant('closed_at'),
    /** Voters who were there when it was closed: signed in, or proved by their vote. */
    present: integer('present'),
    verdict: json('verdict'),
    outcome: word('outcome'),
    /** After a near tie on an important matter: `confirm`, `defer` or `escalate`. */
    chairDecision: word('chair_decision'),
    /** Why the chair decided so; for `confirm` the urgency. */
    chairReason: text('chair_reason'),
    /** The request by which the superior is asked for a ruling after a near tie. */
    rulingId: uuid('ruling_id'),
    /** The figures that the verdict was counted from, as the rule reads them. */
    input: json('input'),
    /** The ballot on the same matter that this one repeats or continues; why, and the reason that was given. */
    previousId: uuid('previous_id'),
    previousWhy: word('previous_why'),
    previousReason: text('previous_reason'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('ballot_number').on(t.tenantId, t.organisationId, t.number),
    index('ballot_meeting').on(t.tenantId, t.meetingId),
    index('ballot_closing').on(t.tenantId, t.status, t.closesAt),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** The roll of a ballot, frozen when it was opened: who may vote. */
export const electorate = pgTable(
  'electorate',
  {
    tenantId: tenantId(),
    ballotId: uuid('ballot_id').notNull(),
    memberId: uuid('member_id').notNull(),
    name: text('name').notNull(),
    /** How the voter took part where it was not in chat: `room`, `paper`, `written`, `sealed`. Null = not, or in chat. */
    source: word('source'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ballotId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.ballotId], foreignColumns: [ballot.tenantId, ballot.id] }),
  ],
)

/** An open vote: one row a voter, the last one wins. `decided_at` is the database's time. */
export const vote = pgTable(
  'vote',
  {
    tenantId: tenantId(),
    ballotId: uuid('ballot_id').notNull(),
    memberId: uuid('member_id').notNull(),
    choice: word('choice').notNull(),
    decidedAt: instant('decided_at').notNull(),
    /** The platform's time of the click: the tie-break between two devices of one person. */
    clickedAt: instant('clicked_at').notNull(),
    changes: integer('changes').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ballotId, t.memberId] }),
    foreignKey({
      columns: [t.tenantId, t.ballotId, t.memberId],
      foreignColumns: [electorate.tenantId, electorate.ballotId, electorate.memberId],
    }),
  ],
)

/** How the roll of a ballot was drawn up: as of which day, who left it for this matter, and its salted hash. */
export const ballotRoll = pgTable(
  'ballot_roll',
  {
    tenantId: tenantId(),
    ballotId: uuid('ballot_id').notNull(),
    asOf: localDate('as_of').notNull(),
    recused: uuid('recused').array().notNull().default(sql`'{}'`),
    salt: text('salt').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.ballotId] }),
    foreignKey({ columns: [t.tenantId, t.ballotId], foreignColumns: [ballot.tenantId, ballot.id] }),
  ],
)

/** The register was corrected later in a way that touches this ballot's roll. The decision stands; the flag says so. */
export const ballotFlag = pgTable(
  'ballot_flag',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    ballotId: uuid('ballot_id').notNull(),
    memberId: uuid('member_id').notNull(),
    /** `joins` or `leaves`: what the correction would have done to the roll. */
    effect: word('effect').notNull(),
    flaggedBy: uuid('flagged_by').notNull(),
    flaggedAt: instant('flagged_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('ballot_flag_ballot').on(t.tenantId, t.ballotId),
    index('ballot_flag_organisation').on(t.tenantId, t.organisationId, t.flaggedAt),
    foreignKey({ columns: [t.tenantId, t.ballotId], foreignColumns: [ballot.tenantId, ballot.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
  ],
)

/** A 请示 to a superior and its decision. One matter, one addressee. `revision` grows with each resubmission. */
export const approval = pgTable(
  'approval',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    superiorId: uuid('superior_id'),
    /** The addressee's name, also where the superior is outside the system. */
    addressee: text('addressee').notNull(),
    number: text('number').notNull(),
    matter: text('matter').notNull(),
    body: text('body').notNull(),
    state: word('state').notNull(),
    revision: integer('revision').notNull(),
    appliedBy: uuid('applied_by').notNull(),
    appliedAt: instant('applied_at').notNull(),
    /** Everybody who submitted a revision of it: none of them may decide. */
    authors: uuid('authors').array().notNull().default(sql`'{}'`),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    comment: text('comment'),
    replyNumber: text('reply_number'),
    replyDate: localDate('reply_date'),
    /** Where the scan of a reply on paper lies: a link. */
    replyScan: text('reply_scan'),
    meetingId: uuid('meeting_id'),
    caseId: uuid('case_id'),
    step: word('step'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('approval_number').on(t.tenantId, t.organisationId, t.number),
    index('approval_superior').on(t.tenantId, t.superiorId, t.state),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
    foreignKey({ columns: [t.tenantId, t.appliedBy], foreignColumns: [member.tenantId, member.id] }),
  ],
)
