import { z } from 'zod'
import { type LocalDate, localDateSchema } from '../calendar/dates.ts'
import { dueDate, parseDueRule } from '../calendar/due.ts'
import { parsePeriod } from '../calendar/periods.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import type { Cadences } from './cadence-file.ts'
import { type RefusedInput, refusedInput } from './evaluate-case.ts'
import { reminderDates } from './reminder-dates.ts'
import { preferredWindow } from './status.ts'

/** A case of `zhibu due`: a rule with the date of its anchor. */
export const dueCaseSchema = z.object({
  rule: z.string().max(100),
  anchor: localDateSchema,
  policy: z.enum(['deadline', 'notice_end', 'start']).default('deadline'),
})

/** The other case of `zhibu due`: the reminder dates of a period; a year has its window in Q4 unless told. */
export const reminderCaseSchema = z.object({
  period: z.string().max(20),
  window: z.enum(['Q1', 'Q2', 'Q3', 'Q4']).nullable().default('Q4'),
})

/** What a due case is judged by. */
export interface DueRules {
  calendar: WorkingCalendar
  policies: Cadences['reminderPolicies']
}

/**
 * What `zhibu due` prints for one case: the date of `{rule, anchor, policy?}`, or the dates by stage of
 * `{period}`. Input that does not fit is refused with a sentence.
 */
export function evaluateDueCase(
  input: unknown,
  rules: DueRules,
): LocalDate | Record<string, LocalDate> | RefusedInput {
  const isPeriod = typeof input === 'object' && input !== null && 'period' in input && !('rule' in input)
  return isPeriod ? reminderCase(input, rules) : dueCase(input, rules)
}

function dueCase(input: unknown, { calendar }: DueRules): LocalDate | RefusedInput {
  const parsed = dueCaseSchema.safeParse(input)
  if (!parsed.success) return refusedInput(parsed.error)
  const rule = parseDueRule(parsed.data.rule)
  if (!rule)
    return refused(`时限规则无法识别：${parsed.data.rule}。请写成 T-5d、S+5wd、@reply+20wd 这样的形式`)
  return dueDate(rule, parsed.data.anchor, calendar, parsed.data.policy)
}

function reminderCase(
  input: object,
  { calendar, policies }: DueRules,
): Record<string, LocalDate> | RefusedInput {
  const parsed = reminderCaseSchema.safeParse(input)
  if (!parsed.success) return refusedInput(parsed.error)
  const period = parsePeriod(parsed.data.period)
  if (!period) return refused(`期间无法识别：${parsed.data.period}。请写成 2026-10、2026-Q4 或 2026`)
  return reminderDates(period, policies[period.kind], calendar, preferredWindow(period, parsed.data.window))
}

const refused = (message: string): RefusedInput => ({ error: { code: 'input/rule', message } })
