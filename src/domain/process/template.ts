import { z } from 'zod'
import { stepKinds } from './kinds/index.ts'
import { gateLabels, keysOf, phases, prefills, roles, visibilities } from './vocabulary.ts'

const stepId = z.string().regex(/^[a-z][a-z0-9_]*$/, '步骤编号只用小写字母、数字和下划线')
const processId = z.string().regex(/^[a-z][a-z0-9-]*$/, '流程编号只用小写字母、数字和短横线')
const words = z.array(z.string()).default([])
const oneOf = <K extends string>(table: Record<K, unknown>, what: string) =>
  z.enum(keysOf(table), { error: ({ input }) => `没有这样的${what}：${String(input)}` })

/** What happens when a step finishes and `when` holds. */
const onFailSchema = z.strictObject({
  when: z.string(),
  action: z.enum(['goto', 'hold', 'start', 'record', 'close'], {
    error: ({ input }) => `没有这样的处理方式：${String(input)}`,
  }),
  /** goto, hold: a step of this process; start: another process. */
  target: z.string().optional(),
  note: z.string().optional(),
})

/** Settings of a step. The engine reads the ones named here; features read their own beside them. */
const configSchema = z.looseObject({
  doc: z.string().optional(),
  required_docs: z.array(z.string()).optional(),
  series: z.string().optional(),
  /** What the step's form asks for besides its outputs: names of fields. */
  fields: z.array(z.string().min(1).max(40)).max(20).optional(),
  /** Those of its fields that must be filled in. */
  must: z.array(z.string()).optional(),
  /** Those of its fields that are deleted when the person concerned takes their consent back. */
  sensitive: z.array(z.string()).optional(),
  /** What whoever fills the form in is told first. */
  explains: z.string().max(400).optional(),
  /** An output that is not asked: whether a number is above a number that another step gave. */
  exceeds: z.strictObject({ value: z.string(), limit: z.string(), says: z.string() }).optional(),
  /** The role that the persons named by this step (its list output) have in this case. */
  names: z.string().optional(),
  /** What the person whom the case is about is told in private when the step is done. */
  tells_subject: z.string().max(400).optional(),
  /** Fields of earlier steps that this person is shown with it. */
  shows_subject: z.array(z.string()).optional(),
  /** What this person may then write, and the step whose form takes it, until that step is done or its day has passed. */
  hears_subject: z.strictObject({ step: stepId, field: z.string() }).optional(),
  /** Of the step that takes it: only until the step's own day. */
  hears_until_due: z.boolean().optional(),
  /** Of the first step: the field that names the person whom the case is about. */
  subject: z.string().optional(),
  /** The role that decides an approval. */
  approver: z.string().optional(),
  /** `external` = the answer comes from outside the organisation and is registered. */
  reply: z.string().optional(),
  /** Fields that must name two different persons, together. */
  two_named: z.array(z.string()).optional(),
  /** Fields of earlier steps that a public notice tells, and its matter in the words of `/公示 发布`. */
  tells: z.array(z.string()).optional(),
  matter: z.string().optional(),
  /** Whom a notice or a call for opinions is for. */
  audience: z.string().optional(),
  /** The ledger that what was heard fills: each line of the summary becomes an entry of its own. */
  feeds: z.string().optional(),
  /** A date after which only a waiver helps. */
  hard_deadline: z.boolean().optional(),
  /** How the step stands more than once: `per_item`, `per_member`, `per_group`, `per_committee_member`, `monthly until <step>`. */
  repeat: z.string().optional(),
  /** The step is not done before a file or link proves it, or it was waived with a reason. */
  evidence_required: z.boolean().optional(),
  /** The yes-or-no output that the day on which it was sent answers: on the step's day or before. */
  on_time: z.string().optional(),
  /** The step whose rectification items the lines of this form become: problem, measure, owner, day. */
  rectified_by: stepId.optional(),
  /** Whoever fills the form in sees the rectification items of the case, with what proves them. */
  shows_items: z.boolean().optional(),
  rule: z.string().optional(),
  rule_by_item: z.record(z.string(), z.string()).optional(),
  /** The rule of a ballot by the body that decides, the text output `body` of the process. */
  rule_by_body: z.record(z.string(), z.string()).optional(),
  /** A field that takes one entry a line; `min_items` and `max_items` say how many. */
  items: z.string().min(1).max(40).optional(),
  min_items: z.int().positive().optional(),
  max_items: z.int().positive().optional(),
  /** What the form divides up becomes tasks of their owners: its fields for task, owner and day; true = its first three. */
  assigns_tasks: z.union([z.boolean(), z.array(z.string()).length(3)]).optional(),
  /** Fields that are filled from the rows before anybody writes: what with, by the field's name. */
  prefill: z.record(z.string(), oneOf(prefills, '预填内容')).optional(),
  /** Done by objecting to a resolution, which suspends it. */
  suspends: z.boolean().optional(),
  /** The vote is held by other means (ratings on paper): its figures are registered on the step's form. */
  registered: z.boolean().optional(),
  /** The ballot is about the resolution that the case discusses again. */
  reconsiders: z.boolean().optional(),
  /** The superior's ruling on the resolution that the case discusses again: it is confirmed or withdrawn. */
  rules_resolution: z.boolean().optional(),
  /** The kind of meeting that is convened for the case itself. */
  convenes: z.string().optional(),
  /** The process that is started when the step is done. */
  starts: processId.optional(),
  /**
   * Started once for each entry of a list output, which fills in a field of its first step; those of its steps that this
   * process has done already are waived there with its number.
   */
  starts_for: z
    .strictObject({ each: z.string(), field: z.string(), done: z.array(stepId).default([]) })
    .optional(),
  /** Of a ballot on persons: the list output that names them, and the number output that says how many are wanted. */
  persons: z.strictObject({ list: z.string(), seats: z.string().optional() }).optional(),
  /** The process whose open steps that wait for this one (`at`) are done with it. */
  from: processId.optional(),
  /** Of an approval: the process whose running case about the same person it rests on. */
  needs: processId.optional(),
  /** The process at which this step is done, and the field that then says where. */
  at: processId.optional(),
  at_field: z.string().optional(),
})

const stepSchema = z.strictObject({
  id: stepId,
  label: z.string().min(1).max(60),
  phase: oneOf(phases, '阶段'),
  role: oneOf(roles, '角色'),
  due: z.string(),
  kind: z.string().refine((kind) => stepKinds.has(kind), {
    error: ({ input }) => `没有这样的步骤类型：${String(input)}`,
  }),
  required: z.boolean(),
  condition: z.string().nullable().default(null),
  after: z.array(stepId).default([]),
  gate: oneOf(gateLabels, '关口').nullable().default(null),
  evidence: words,
  bot: words,
  outputs: words,
  config: configSchema.default({}),
  on_fail: z.array(onFailSchema).default([]),
  visibility: z.enum(visibilities).default('branch'),
  source: z.string().default('inferred'),
  quotes: words,
})

/** The fields of a template, each for itself; how they fit together is checked by `checked-template.ts`. */
export const templateShape = z.strictObject({
  id: processId,
  version: z.int().positive(),
  label: z.string().min(1).max(60),
  /** The letter of its cases' numbers (DOMAIN §5.3); T = any other matter. */
  number: z.enum(['D', 'L', 'Q', 'T', 'Z'], { error: '编号字母应为 D、L、Q、T、Z 之一' }).default('T'),
  /** What its outputs are called on cards; `name.value` names a value of a text output. */
  labels: z.record(z.string(), z.string()).default({}),
  name_en: z.string().default(''),
  category: z.string().default(''),
  /** restricted = the case is readable by its circle alone and never shown in a group. */
  visibility: z.enum(visibilities).default('branch'),
  origin: z.string().default(''),
  seed_lines: z.string().default(''),
  purpose: z.string().default(''),
  trigger: z.looseObject({
    type: z.enum(['cadence', 'event', 'manual', 'called']),
    /** How often it comes round; with `cadence` it is an obligation's meeting. */
    period: z.enum(['month', 'quarter', 'half_year', 'year']).optional(),
    cadence: z.string().optional(),
    /** The command that starts it, as people type it. */
    manual_command: z
      .string()
      .regex(/^\/\S+( \S+)?$/, '命令应写成“/名称”或“/名称 动作”')
      .optional(),
    /** Other words for that command. */
    aliases: z.array(z.string().regex(/^\S+( \S+)?$/)).optional(),
    /** An example of what people type after it. */
    example: z.string().optional(),
    /** Other words for what the first step asks, by its label. */
    words: z.record(z.string(), z.array(z.string())).optional(),
    /** What is started has a time of its own, written after its title. */
    timed: z.boolean().optional(),
    /** Outputs of later steps that whoever starts it may know already. */
    asks: z.array(z.string()).optional(),
  }),
  anchor: z.string().default(''),
  owner: oneOf(roles, '角色'),
  roles: z.array(oneOf(roles, '角色')).default([]),
  phases: z.array(oneOf(phases, '阶段')).min(1),
  records: words,
  failure_branches: words,
  steps: z.array(stepSchema).min(1).max(200),
})

/** `labels.yaml`: what outputs are called on cards, for all processes. */
export const labelsFileSchema = z.strictObject({
  version: z.int().positive(),
  labels: z.record(z.string(), z.string().min(1).max(30)),
})

/** A process as data. Its meaning never changes under the same `version`; instances keep the copy they started with. */
export type ProcessTemplate = z.infer<typeof templateShape>
export type StepTemplate = ProcessTemplate['steps'][number]
export type OnFail = StepTemplate['on_fail'][number]
