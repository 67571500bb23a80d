import type { ProcessInstance } from '../process/instance.ts'
import type { StepTemplate } from '../process/template.ts'

/** An agenda item. `vote` says that it is put to the vote; `kind` picks the rule. */
export interface Topic {
  text: string
  vote: boolean
  kind: 'resolution' | 'admission' | 'conversion' | 'election' | 'information'
}

export type MeetingStatus = 'scheduled' | 'held' | 'cancelled' | 'no_quorum'

/** A meeting. `kinds` are obligation ids; `startsOn` is the local date of `startsAt`. */
export interface Meeting {
  id: string
  organisationId: string
  instanceId: string | null
  number: string
  kinds: string[]
  startsAt: Date
  startsOn: string
  place: string
  topics: Topic[]
  hostId: string | null
  status: MeetingStatus
  reason: string | null
  noticedAt: Date | null
  /** Party groups that meet (group meetings); null = not told, all of a branch with one group. */
  groups: string[] | null
  /** Who is asked besides those who should attend (参加=), as typed. */
  participants: string | null
  /** Label of the period that it makes up (补开), and of the one to which a moved window attributes it. */
  makeUpFor: string | null
  attributedTo: string | null
  /** 实到 and 应到 recorded as figures; null = counted from the sign-in. */
  attended: number | null
  eligible: number | null
  createdBy: string
  createdAt: Date
}

export interface MeetingStore {
  insert(meeting: Meeting): Promise<void>
  get(id: string): Promise<Meeting | null>
  /** The meeting of a case: the latest that was arranged for it and not called off, else the latest. */
  byInstance(instanceId: string): Promise<Meeting | null>
  /** By number or a part of it: `D2026-001`, `D1`, `1`; several years: the latest. */
  byNumber(organisationId: string, number: string): Promise<Meeting | null>
  between(organisationId: string, from: string, to: string): Promise<Meeting[]>
  /** The scheduled meeting nearest to now (today's first, then the next). */
  nearest(organisationId: string, today: string): Promise<Meeting | null>
  latest(organisationId: string, limit: number): Promise<Meeting[]>
  update(id: string, change: Partial<Omit<Meeting, 'id' | 'organisationId' | 'number'>>): Promise<void>
}

/** A member's part in a meeting. */
export interface Attendance {
  memberId: string
  reply: 'attend' | 'leave' | null
  reason: string | null
  repliedAt: Date | null
  readAt: Date | null
  signedInAt: Date | null
}

export interface AttendanceStore {
  ofMeeting(meetingId: string): Promise<Attendance[]>
  reply(
    meetingId: string,
    memberId: string,
    reply: 'attend' | 'leave',
    reason: string | null,
    at: Date,
  ): Promise<void>
  /** False when signed in already. */
  signIn(meetingId: string, memberId: string, by: string, at: Date): Promise<boolean>
  /** Takes every sign-in back: who came on the day that was too few people's is not there on another. */
  forgetSignIns(meetingId: string): Promise<void>
  /** True when any of them had not read it before. */
  markRead(meetingId: string, memberIds: string[], at: Date): Promise<boolean>
}

/** A stored process: the engine's instance and where it hangs. */
export interface ProcessCase {
  organisationId: string
  number: string
  title: string
  startedBy: string | null
  startedAt: Date
  /** The case and step (with its item) that led to it; null = it stands by itself. */
  parent: { caseId: string; step: string; item: string | null } | null
  /** First day of the period for which the calendar started it. */
  periodStart: string | null
  instance: ProcessInstance
}

/** An unfinished step, with what a list of work shows of it. */
export interface OpenStep {
  caseId: string
  number: string
  title: string
  step: string
  /** '' where the step stands once. */
  item: string
  label: string
  role: string
  kind: string
  visibility: StepTemplate['visibility']
  /** Of a case that its circle alone knows. */
  confined: boolean
  state: 'open' | 'waiting'
  assignee: string | null
  dueAt: Date | null
}

export interface ProcessStore {
  /** False when the organisation has a case of this process for the period already. */
  insert(one: ProcessCase): Promise<boolean>
  get(id: string): Promise<ProcessCase | null>
  /** By number or a part of it: `T2026-003`, `T3`, `3`. */
  byNumber(organisationId: string, number: string): Promise<ProcessCase | null>
  /** Every case that a number may mean (`14` means one of each letter), as it is most likely meant. */
  matching(organisationId: string, number: string): Promise<ProcessCase[]>
  /** The cases that a case led to, in the order of their starts. */
  children(caseId: string): Promise<ProcessCase[]>
  /** Whether the calendar's case of a process for the period that begins on a day is there. */
  hasPeriod(organisationId: string, templateId: string, periodStart: string): Promise<boolean>
  /** Whether the calendar starts a process, by its id, where somebody decided. */
  switches(organisationId: string): Promise<ReadonlyMap<string, boolean>>
  setSwitch(organisationId: string, templateId: string, on: boolean, by: string): Promise<void>
  /** Cases that run (open or held), in the order of their starts. */
  running(organisationId: string): Promise<ProcessCase[]>
  /** Ids of the cases that began in [from, to), in the order of their starts: what the pack of a year goes through. */
  begunBetween(organisationId: string, from: Date, to: Date): Promise<string[]>
  /** Locks the row, so that two acts on one case come one after the other. */
  getForUpdate(id: string): Promise<ProcessCase | null>
  save(one: ProcessCase): Promise<void>
  /** Unfinished steps of an organisation's running cases, earliest due first: what is to be done. */
  openSteps(organisationId: string): Promise<OpenStep[]>
}

/** A planned reminder of one object. Recipients are looked up when it is due. */
export interface Reminder {
  id: string
  organisationId: string
  subject: 'step' | 'meeting' | 'ballot' | 'opinions' | 'work'
  ref: string
  stage: string
  dueAt: Date
  roles: string[]
  memberId: string | null
}

export interface ReminderStore {
  /** Replaces the planned (not yet sent) reminders of an object. */
  replace(subject: Reminder['subject'], ref: string, reminders: Reminder[]): Promise<void>
}
