import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { cadenceFileSchema } from '../../../src/domain/cadence/cadence-file.ts'
import { givenCalendar, zone } from '../calendar/given-calendar.ts'

const text = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

export const cadenceYaml: unknown = parse(text('../../../templates/cadences.yaml'))

/** The cadence file as it stands in the repository. */
export const cadences = cadenceFileSchema.parse(cadenceYaml)

/** What cases are judged by. */
export const rules = { ...cadences, calendar: givenCalendar, zone }

export interface ExpectedRow {
  obligation: string
  period: string
  status: string
  group?: string
  flags?: string[]
}

export interface OracleCase {
  id: string
  title: string
  org: object
  meetings: object[]
  as_of: string
  window_overrides?: object[]
  exemptions?: object[]
  expected: ExpectedRow[]
}

/** The worked cases: statuses, reminder dates, due dates. */
export const oracle: {
  config: object
  statuses: Record<string, string>
  severity_order: string[]
  obligations: { id: string; label: string; enabled: boolean }[]
  calendar: { off: string[]; makeup_workdays: string[] }
  cases: OracleCase[]
  reminder_cases: { id: string; period: string; expected: Record<string, string> }[]
  due_cases: { id: string; rule: string; anchor: string; policy: string; expected: string }[]
} = JSON.parse(text('./cadence-cases.json'))
