import { z } from 'zod'
import { cadenceConfigSchema, obligationSchema } from './obligation.ts'
import { parseStageLine } from './reminder-dates.ts'

/** Who a reminder is for, in words of roles; the organisation's offices and the process say which person it is. */
export const reminderRoleSchema = z.enum([
  'owner',
  'secretary',
  'org_member',
  'committee',
  'superior',
  'participants',
  'recorder',
  'responsible',
  'commissioner',
])

/** A role of `reminderRoleSchema`; `commissioner` is the body that set a task. */
export type ReminderRole = z.infer<typeof reminderRoleSchema>

const roles = z.array(reminderRoleSchema).min(1)
const stageLines = z.array(
  z.string().refine((line) => parseStageLine(line) !== undefined, { error: 'no reminder rule', abort: true }),
)

const stageSchema = (form: RegExp) =>
  z
    .object({ stage: z.string().regex(form), to: roles, if: z.literal('minutes_missing').optional() })
    .transform((row) => ({ stage: row.stage, to: row.to, onlyWithoutMinutes: row.if !== undefined }))

/** A stage of a meeting's or task's reminders; its name is its rule (`T-7d`, `due+3wd`). */
export type ReminderStage = z.output<ReturnType<typeof stageSchema>>

/** The whole of `templates/cadences.yaml`, to be parsed after reading the YAML. */
export const cadenceFileSchema = z
  .object({
    version: z.int().min(1),
    config: cadenceConfigSchema,
    reminder_policies: z.object({ month: stageLines, quarter: stageLines, year: stageLines }),
    reminder_recipients: z.record(z.string(), roles),
    meeting_reminders: z.array(stageSchema(/^T[+-]\d{1,2}(d|wd|h)$/)),
    task_reminders: z.array(stageSchema(/^due([+-]\d{1,2}(d|wd))?$/)),
    cadences: z.array(obligationSchema).min(1),
  })
  .refine(({ cadences }) => new Set(cadences.map(({ id }) => id)).size === cadences.length, {
    error: 'two cadences with the same id',
  })
  .refine(
    ({ reminder_policies: policies, reminder_recipients: recipients }) =>
      Object.values(policies).every((lines) =>
        lines.every((line) => recipients[parseStageLine(line)?.stage ?? ''] !== undefined),
      ),
    { error: 'a reminder stage without recipients' },
  )
  .refine(
    ({ config, reminder_policies: policies }) =>
      Object.values(policies)
        .flatMap((lines) => lines.map(parseStageLine))
        .every((rule) => rule?.stage !== 'escalate' || rule.workdays === config.escalateAfterWorkdays),
    { error: 'escalate_after_workdays differs from the reminder policies' },
  )
  .transform((file) => ({
    version: file.version,
    config: file.config,
    reminderPolicies: file.reminder_policies,
    reminderRecipients: file.reminder_recipients,
    meetingReminders: file.meeting_reminders,
    taskReminders: file.task_reminders,
    obligations: file.cadences,
  }))

/** The parsed cadence data: obligations, thresholds and reminder policies. */
export type Cadences = z.output<typeof cadenceFileSchema>
