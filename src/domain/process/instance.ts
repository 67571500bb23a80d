import { z } from 'zod'
import { localDateSchema } from '../calendar/dates.ts'
import { outputValueSchema } from './outputs.ts'
import { templateShape } from './template.ts'

const instant = z.iso.datetime()
const person = z.string().nullable()

/** An agenda item that is put to the vote, or a member or group for whom steps stand. `kind` picks the rule (`resolution`, `admission`, `election` …). */
export const itemSchema = z.object({ id: z.string().min(1), title: z.string(), kind: z.string().optional() })
export type Item = z.infer<typeof itemSchema>

/** When something is due: the local day and the instant at which it ends (18:00, or the meeting itself). */
const dueSchema = z.object({ date: localDateSchema, at: instant })
export type Due = z.infer<typeof dueSchema>

/** One thing that happened to a step. Nothing is ever taken out of a history. */
const historySchema = z.object({
  at: instant,
  by: person,
  act: z.enum(['done', 'waived', 'reopened', 'assigned', 'due', 'outputs', 'extended']),
  /** Reason, the other step's id, the new assignee or due date: what the act needs to be understood. */
  detail: z.string().nullable(),
  outputs: z.record(z.string(), outputValueSchema).optional(),
  fields: z.record(z.string(), z.string()).optional(),
})

const stepStateSchema = z.object({
  id: z.string(),
  /** The agenda item, member or group, for steps that stand once for each; otherwise null. */
  item: z.string().nullable(),
  /**
   * open = can be done now; waiting = rests on other steps or a gate; skipped = does not apply (may change while the
   * case is open); done and waived are finished.
   */
  state: z.enum(['open', 'waiting', 'done', 'waived', 'skipped']),
  due: dueSchema.nullable(),
  /** A hard deadline had passed when the case was started or moved. */
  overdueHard: z.boolean(),
  assignee: person,
  /** When it was finished: done or waived. */
  doneAt: instant.nullable(),
  doneBy: person,
  /** Why it was waived. */
  reason: z.string().nullable(),
  /** Values for conditions and due dates; they count once the step is done. */
  outputs: z.record(z.string(), outputValueSchema),
  /** What people wrote on the step's form, by the names of its fields; nothing reads it but people. */
  fields: z.record(z.string(), z.string()).default({}),
  /** The record that completed it: id of the ballot, the notice, the decision. */
  record: z.string().nullable(),
  /** When a failure sent the case back to this step; it gets working days from here. */
  redoneFrom: instant.nullable(),
  /** How often a step that comes round each month was done so far; `doneAt` is then the last time. */
  rounds: z.int().nonnegative().default(0),
  /** Until when it was put off on application: it is due then, where its rule says no later day. */
  extendedTo: localDateSchema.nullable().default(null),
  history: z.array(historySchema),
})
export type StepState = z.infer<typeof stepStateSchema>

const anchorsSchema = z.object({
  S: instant,
  T: instant.nullable(),
  PS: localDateSchema.nullable(),
  PE: localDateSchema.nullable(),
  /** Start of the next instance of other processes, by process id. */
  next: z.record(z.string(), localDateSchema),
})

/** A running process. Plain JSON: instants are ISO strings, dates `YYYY-MM-DD`. */
export const instanceSchema = z.object({
  id: z.string(),
  templateId: z.string(),
  templateVersion: z.int(),
  /** Its own copy: a new version of the template does not touch a running case. */
  template: templateShape,
  anchors: anchorsSchema,
  org: z.object({ has_committee: z.boolean(), has_groups: z.boolean(), has_union: z.boolean() }),
  items: z.array(itemSchema),
  /** Who was on the roster and the committee, and which groups there were, at the start: later ones do not join the case. */
  members: z.array(itemSchema).default([]),
  groups: z.array(itemSchema).default([]),
  committee: z.array(itemSchema).default([]),
  state: z.enum(['open', 'held', 'closed', 'cancelled']),
  /**
   * Why it ended before its last step; null for a case that runs or was completed. A case with a reason that is still
   * `open` waits for its archive step alone.
   */
  reason: z.string().nullable(),
  /** What it is held for. `target` null = until it is resumed. */
  hold: z.object({ step: z.string(), target: z.string().nullable(), note: z.string().nullable() }).nullable(),
  /** When the plan was made (start, last reschedule): deadlines already past then fall on that day. */
  plannedAt: instant,
  /** The person whom the case is about, where one is named: in a penalty neither reads its file nor acts in it. */
  subject: person.default(null),
  steps: z.array(stepStateSchema),
  history: z.array(
    z.object({
      at: instant,
      by: person,
      act: z.enum(['started', 'rescheduled', 'held', 'resumed', 'restarted', 'closed', 'cancelled', 'items']),
      detail: z.string().nullable(),
    }),
  ),
})
export type ProcessInstance = z.infer<typeof instanceSchema>
export type OrgFacts = ProcessInstance['org']

/** An instance read back from storage; throws a ZodError when it is none. */
export const parseInstance = (stored: unknown): ProcessInstance => instanceSchema.parse(stored)

/** Whether a step needs nothing more. */
export const isFinished = ({ state }: StepState): boolean => state === 'done' || state === 'waived'
