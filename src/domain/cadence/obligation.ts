import { z } from 'zod'
import type { PeriodKind } from '../calendar/periods.ts'
import { dutyWordingSchema } from './duty-wording.ts'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/)
const periodKind = z.enum(['month', 'quarter', 'year'])
const perPeriod = z.object({ month: z.int().min(0), quarter: z.int().min(0), year: z.int().min(0) })

/** What must exist for an obligation to apply; `org.has_…` also decides from when to when. */
export const appliesIfSchema = z.enum(['always', 'org.has_committee', 'org.has_groups', 'org.has_union'])

/** Who should attend (应到): voting members, the committee, the members of the group, or the staff of the unit. */
export const attendeesSchema = z.enum(['members', 'committee', 'group', 'staff'])

/** A body of `attendeesSchema`. */
export type Attendees = z.infer<typeof attendeesSchema>

/** One duty that returns every period, as a row of `templates/cadences.yaml`. */
export const obligationSchema = z
  .object({
    id,
    label: z.string().min(1),
    seed: z.string().nullable(),
    period: periodKind,
    min_count: z.int().min(1),
    per: z.enum(['branch', 'group', 'unit', 'pair', 'member']),
    attendees: attendeesSchema.default('members'),
    exemptible: z.boolean().default(true),
    planned_on: z
      .object({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) })
      .default({ month: 1, day: 15 }),
    applies_if: appliesIfSchema,
    process: z.string().nullable(),
    preferred_window: z.enum(['Q1', 'Q2', 'Q3', 'Q4']).nullable(),
    words: dutyWordingSchema.prefault({}),
    enabled: z.boolean(),
    source: z.string().min(1),
    note: z.string().optional(),
  })
  .transform((row) => ({
    id: row.id,
    label: row.label,
    /** The sentence of the source document; null for an optional duty that is not in it. */
    seed: row.seed,
    period: row.period as PeriodKind,
    /** Meetings needed in a period. */
    minCount: row.min_count,
    /** Counted for each group when 'group', else once for the organisation. */
    per: row.per,
    attendees: row.attendees,
    /** Whether the superior may exempt from it; what is to be held 至少 so often knows no exception. */
    exemptible: row.exemptible,
    /** Where a plan of the year puts it: the month of its period, or of the preferred window, and the day. */
    plannedOn: row.planned_on,
    appliesIf: row.applies_if,
    /** Template of the process by which it is held. */
    process: row.process,
    /** Quarter of a year in which it is usually held; other times count and are flagged. */
    preferredWindow: row.preferred_window,
    /** How cards speak of it. */
    wording: row.words,
    enabled: row.enabled,
    /** Law and article, or line of the source document. */
    source: row.source,
  }))

/** A parsed obligation. */
export type Obligation = z.output<typeof obligationSchema>

/** Whether an organisation decides by a setting if the duty is its own: those that the source document does not name. */
export const isOptional = ({ seed }: Pick<Obligation, 'seed'>): boolean => seed === null

/** Key of the setting by which an organisation switches an optional duty on. */
export const obligationSettingKey = (obligation: string): string => `obligation.${obligation}`

/** How a duty is fulfilled: by a meeting arranged as a case, one that is only recorded, or a register of people. */
export type Fulfilment = 'arranged' | 'recorded' | 'registered'

/** The way in which a duty is fulfilled: those of pairs and single people are counted by person. */
export const fulfilmentOf = ({ per, process }: Pick<Obligation, 'per' | 'process'>): Fulfilment =>
  per === 'pair' || per === 'member' ? 'registered' : process === null ? 'recorded' : 'arranged'

/** The rows with some switched on (optional ones) and others off, by id; off wins. */
export const switched = (
  obligations: readonly Obligation[],
  on: readonly string[],
  off: readonly string[] = [],
): Obligation[] =>
  obligations.map((row) => ({
    ...row,
    enabled: (row.enabled || on.includes(row.id)) && !off.includes(row.id),
  }))

const ratio = z
  .string()
  .regex(/^\d{1,3}\/[1-9]\d{0,2}$/)
  .transform((text) => {
    const [num = 0, den = 1] = text.split('/').map(Number)
    return { num, den }
  })

/** Whether superiors hear of overdue duties: not at all, in a collected message, or at once. */
export const escalationSchema = z.enum(['off', 'digest', 'immediate'])

/** The setting of `escalationSchema`. */
export type Escalation = z.infer<typeof escalationSchema>

/** Thresholds of the status rules, in natural days unless said otherwise. */
export const cadenceConfigSchema = z
  .object({
    timezone: z.string().min(1),
    min_days_for_partial: perPeriod,
    due_soon_days: perPeriod,
    makeup_days: perPeriod,
    record_grace_days: z.int().min(0),
    min_attendance_ratio_for_counting: ratio,
    combine_allowed: z.array(z.tuple([id, id])),
    escalate_to_superior: escalationSchema,
    escalate_after_workdays: z.int().min(1),
  })
  .transform((config) => ({
    timezone: config.timezone,
    minDaysForPartial: config.min_days_for_partial,
    dueSoonDays: config.due_soon_days,
    makeUpDays: config.makeup_days,
    recordGraceDays: config.record_grace_days,
    minAttendance: config.min_attendance_ratio_for_counting,
    combineAllowed: config.combine_allowed,
    escalation: config.escalate_to_superior,
    escalateAfterWorkdays: config.escalate_after_workdays,
  }))

/** Parsed thresholds. */
export type CadenceConfig = z.output<typeof cadenceConfigSchema>
