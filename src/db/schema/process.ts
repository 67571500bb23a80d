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

/** A running process: its own copy of the template version, its anchors and its steps' states (`body`). */
export const processInstance = pgTable(
  'process_instance',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    number: text('number').notNull(),
    templateId: word('template_id').notNull(),
    templateVersion: integer('template_version').notNull(),
    template: json('template').notNull(),
    body: json('body').notNull(),
    state: word('state').notNull(),
    title: text('title').notNull(),
    startedBy: uuid('started_by'),
    startedAt: instant('started_at').notNull(),
    /** The case whose step led to this one; null = it stands by itself. */
    parentId: uuid('parent_id'),
    parentStep: word('parent_step'),
    parentItem: text('parent_item'),
    /** First day of the period that it was started for by the calendar: once for each organisation and process. */
    periodStart: localDate('period_start'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('process_instance_number').on(t.tenantId, t.organisationId, t.number),
    unique('process_instance_period').on(t.tenantId, t.organisationId, t.templateId, t.periodStart),
    index('process_instance_state').on(t.tenantId, t.organisationId, t.state),
    index('process_instance_parent').on(t.tenantId, t.parentId),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** One row a step: what is due when and by whom, so that "what is open" is a query. Written with the instance's body. */
export const processStep = pgTable(
  'process_step',
  {
    tenantId: tenantId(),
    instanceId: uuid('instance_id').notNull(),
    step: word('step').notNull(),
    item: text('item').notNull().default(''),
    organisationId: uuid('organisation_id').notNull(),
    position: integer('position').notNull(),
    label: text('label').notNull(),
    phase: word('phase').notNull(),
    role: word('role').notNull(),
    kind: word('kind').notNull().default('task'),
    /** Who may see its content; of a restricted process every step is restricted. */
    visibility: word('visibility').notNull().default('branch'),
    state: word('state').notNull(),
    assignee: uuid('assignee'),
    dueAt: instant('due_at'),
    doneBy: uuid('done_by'),
    doneAt: instant('done_at'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.instanceId, t.step, t.item] }),
    index('process_step_open').on(t.tenantId, t.organisationId, t.state, t.dueAt),
    foreignKey({
      columns: [t.tenantId, t.instanceId],
      foreignColumns: [processInstance.tenantId, processInstance.id],
    }),
  ],
)

/** A meeting. `kinds` are obligation ids; `topics` the agenda; it carries the process instance that prepares it. */
export const meeting = pgTable(
  'meeting',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    instanceId: uuid('instance_id'),
    number: text('number').notNull(),
    kinds: text('kinds').array().notNull(),
    startsAt: instant('starts_at').notNull(),
    startsOn: localDate('starts_on').notNull(),
    place: text('place').notNull(),
    topics: json('topics').notNull(),
    hostId: uuid('host_id'),
    status: word('status').notNull(),
    reason: text('reason'),
    noticedAt: instant('noticed_at'),
    /** Party groups that meet, for group meetings. */
    groups: uuid('groups').array(),
    /** Who is asked besides those who should attend (参加=), as typed. */
    participants: text('participants'),
    /** Period that it makes up (补开). */
    makeUpFor: word('make_up_for'),
    /** Period to which a window moved by the superior attributes it. */
    attributedTo: word('attributed_to'),
    /** 实到 and 应到 where they were recorded as figures, for a meeting without sign-in. */
    attended: integer('attended'),
    eligible: integer('eligible'),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('meeting_number').on(t.tenantId, t.organisationId, t.number),
    index('meeting_starts').on(t.tenantId, t.organisationId, t.startsOn),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/** A member's part in a meeting: reply to the notice, when it was read, sign-in. */
export const attendance = pgTable(
  'attendance',
  {
    tenantId: tenantId(),
    meetingId: uuid('meeting_id').notNull(),
    memberId: uuid('member_id').notNull(),
    reply: word('reply'),
    reason: text('reason'),
    repliedAt: instant('replied_at'),
    readAt: instant('read_at'),
    signedInAt: instant('signed_in_at'),
    signedInBy: uuid('signed_in_by'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.meetingId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.meetingId], foreignColumns: [meeting.tenantId, meeting.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
  ],
)

/** A call for opinions. Hearing is not voting. */
export const opinionCall = pgTable(
  'opinion_call',
  {
    tenantId: tenantId(),
    id: id(),
    organisationId: uuid('organisation_id').notNull(),
    meetingId: uuid('meeting_id'),
    step: word('step'),
    number: text('number').notNull(),
    topic: text('topic').notNull(),
    audience: word('audience').notNull(),
    naming: word('naming').notNull(),
    questions: json('questions').notNull(),
    collatorId: uuid('collator_id').notNull(),
    deadline: instant('deadline').notNull(),
    state: word('state').notNull(),
    summary: text('summary'),
    /** What the persons concerned were told (反馈), and when; the report that carried it upward (上报). */
    feedback: text('feedback'),
    feedbackAt: instant('feedback_at'),
    reportId: uuid('report_id'),
    openedBy: uuid('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('opinion_call_number').on(t.tenantId, t.organisationId, t.number),
    index('opinion_call_closing').on(t.tenantId, t.state, t.deadline),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)

/**
 * One opinion. Anonymous ones carry no member, and only the day; ids are random (v4), because a UUIDv7 would carry the
 * time. A named member has one opinion in a call.
 */
export const opinion = pgTable(
  'opinion',
  {
    tenantId: tenantId(),
    callId: uuid('call_id').notNull(),
    id: id(),
    memberId: uuid('member_id'),
    content: text('content').notNull(),
    none: boolean('none').notNull(),
    submittedOn: localDate('submitted_on').notNull(),
    /** The line of the summary that carries it; 0 = set aside, with the reason. Null until the collator has placed it. */
    line: integer('line'),
    aside: text('aside'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.callId, t.id] }),
    unique('opinion_of_member').on(t.tenantId, t.callId, t.memberId),
    foreignKey({ columns: [t.tenantId, t.callId], foreignColumns: [opinionCall.tenantId, opinionCall.id] }),
  ],
)

/**
 * What was made for a step of a case: a ballot, a call for opinions, a notice, a report. `ready` = it exists as the step
 * needs it (counted, collated, sent); `used_at` = it completed the step. One record serves one step.
 */
export const stepRecord = pgTable(
  'step_record',
  {
    tenantId: tenantId(),
    kind: word('kind').notNull(),
    ref: text('ref').notNull(),
    caseId: uuid('case_id').notNull(),
    step: word('step').notNull(),
    item: text('item').notNull().default(''),
    /** What people call it: its number. */
    label: text('label').notNull(),
    ready: boolean('ready').notNull().default(false),
    outputs: json('outputs').notNull(),
    by: uuid('by'),
    at: instant('at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.kind, t.ref] }),
    index('step_record_case').on(t.tenantId, t.caseId),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [processInstance.tenantId, processInstance.id],
    }),
  ],
)

/** Whether an organisation lets the calendar start a process, as its secretary said last; no row = as the template says. */
export const processSwitch = pgTable(
  'process_switch',
  {
    tenantId: tenantId(),
    organisationId: uuid('organisation_id').notNull(),
    templateId: word('template_id').notNull(),
    on: boolean('on').notNull(),
    by: uuid('by').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.organisationId, t.templateId] }),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [organisation.tenantId, organisation.id],
    }),
  ],
)
