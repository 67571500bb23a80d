import { evaluateDueCase } from '../domain/cadence/evaluate-due.ts'
import { loadTemplates } from '../templates.ts'
import { type Command, requireNoMore } from './command.ts'
import { answerLines, parseJson } from './json-lines.ts'

/** Works out a due date, or the reminder dates of a period, a line. No database. */
export const due: Command = async (args, { stdin, stdout, env }) => {
  requireNoMore(args, 'zhibu due < 案例.jsonl')
  const { cadences, calendar } = loadTemplates({ extraDir: env.TEMPLATES_DIR || undefined })
  const rules = { calendar, policies: cadences.reminderPolicies }
  return answerLines(stdin, stdout, (line) => {
    const parsed = parseJson(line)
    return 'error' in parsed ? parsed : evaluateDueCase(parsed.value, rules)
  })
}
