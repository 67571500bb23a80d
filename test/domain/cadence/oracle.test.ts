import { describe, expect, it } from 'vitest'
import { cadenceFileSchema } from '../../../src/domain/cadence/cadence-file.ts'
import { evaluateCadenceCase } from '../../../src/domain/cadence/evaluate-case.ts'
import { evaluateDueCase } from '../../../src/domain/cadence/evaluate-due.ts'
import { cadenceStatuses, severity } from '../../../src/domain/cadence/status-words.ts'
import { yearFile } from '../calendar/given-calendar.ts'
import { cadences, cadenceYaml, oracle, rules } from './given-cadences.ts'

const dueRules = { calendar: rules.calendar, policies: cadences.reminderPolicies }

describe('worked cases', () => {
  it.each(oracle.cases)('$id $title', ({ expected, ...input }) => {
    const rows = evaluateCadenceCase(input, rules)
    if (!Array.isArray(rows)) throw new Error(rows.error.message)
    for (const { flags, ...wanted } of expected) {
      const found = rows.filter(
        (row) =>
          row.obligation === wanted.obligation && row.period === wanted.period && row.group === wanted.group,
      )
      expect(found).toHaveLength(1)
      expect(found[0]).toMatchObject(flags ? { ...wanted, flags } : wanted)
    }
  })

  it.each(oracle.reminder_cases)('$id reminders of $period', ({ period, expected }) => {
    expect(evaluateDueCase({ period }, dueRules)).toEqual(expected)
  })

  it.each(oracle.due_cases)('$id $rule from $anchor', ({ expected, ...input }) => {
    expect(evaluateDueCase(input, dueRules)).toBe(expected)
  })
})

describe('the data files', () => {
  it('hold the obligations, thresholds and days off of the worked cases', () => {
    expect(cadences.obligations.map(({ id, label, enabled }) => ({ id, label, enabled }))).toEqual(
      oracle.obligations.map(({ id, label, enabled }) => ({ id, label, enabled })),
    )
    expect(cadenceYaml).toMatchObject({ config: oracle.config })
    const years = [2025, 2026, 2027].map(yearFile)
    expect(years.flatMap(({ off }) => off)).toEqual(oracle.calendar.off)
    expect(years.flatMap(({ workdays }) => workdays)).toEqual(oracle.calendar.makeup_workdays)
  })

  it('know every status, in the same order of severity', () => {
    expect([...cadenceStatuses].sort()).toEqual(Object.keys(oracle.statuses).sort())
    const asked = cadenceStatuses.filter((status) => oracle.severity_order.includes(status))
    expect(asked.sort((a, b) => severity(a) - severity(b))).toEqual(oracle.severity_order)
  })

  it.each([
    { why: 'two rows of one id', change: { cadences: [0, 0] } },
    { why: 'no rows', change: { cadences: [] } },
  ])('are refused with $why', ({ change }) => {
    const file = cadenceYaml as { cadences: object[] }
    const broken = { ...file, cadences: change.cadences.map((at) => file.cadences[at]) }
    expect(cadenceFileSchema.safeParse(broken).success).toBe(false)
  })

  it('are refused with a reminder line that is no rule, or a stage without recipients', () => {
    const file = cadenceYaml as { reminder_policies: object }
    const withMonth = (line: string) => ({
      ...file,
      reminder_policies: { ...file.reminder_policies, month: [line] },
    })
    expect(cadenceFileSchema.safeParse(withMonth('t7:last_workday(PE)')).success).toBe(true)
    expect(cadenceFileSchema.safeParse(withMonth('t7:some_day(PE)')).success).toBe(false)
    expect(cadenceFileSchema.safeParse(withMonth('t8:last_workday(PE)')).success).toBe(false)
  })
})
