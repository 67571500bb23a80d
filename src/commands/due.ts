import { evaluateDueCase } from '../domain/cadence/evaluate-due.ts'
import type { LocalDate } from '../domain/calendar/dates.ts'
import { provisionalLine } from '../domain/calendar/provisional.ts'
import { loadTemplates } from '../templates.ts'
import { type Command, requireNoMore } from './command.ts'
import { answerLines, parseJson } from './json-lines.ts'

const datesIn = (answer: ReturnType<typeof evaluateDueCase>): LocalDate[] =>
  typeof answer === 'string' ? [answer] : 'error' in answer ? [] : Object.values(answer)

/** Works out a due date, or the reminder dates of a period, a line; says which years are provisional. No database. */
export const due: Command = async (args, { stdin, stdout, stderr, env }) => {
  requireNoMore(args, 'zhibu due < 案例.jsonl')
  const { cadences, calendar } = loadTemplates({ extraDir: env.TEMPLATES_DIR || undefined })
  const rules = { calendar, policies: cadences.reminderPolicies }
  const years = new Set<string>()
  const code = await answerLines(stdin, stdout, (line) => {
    const parsed = parseJson(line)
    if ('error' in parsed) return parsed
    const answer = evaluateDueCase(parsed.value, rules)
    for (const date of datesIn(answer)) if (calendar.isProvisional(date)) years.add(date.slice(0, 4))
    return answer
  })
  for (const year of [...years].sort()) stderr.write(`${provisionalLine(year)}\n`)
  return code
}
