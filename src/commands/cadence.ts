import { loadConfig } from '../config.ts'
import { evaluateCadenceCase } from '../domain/cadence/evaluate-case.ts'
import { loadTemplates } from '../templates.ts'
import { type Command, requireNoMore } from './command.ts'
import { answerLines, parseJson } from './json-lines.ts'

/** Judges an organisation a line: the status of every obligation and period. No database. */
export const cadence: Command = async (args, { stdin, stdout, env }) => {
  requireNoMore(args, 'zhibu cadence < 案例.jsonl')
  const { templatesDir, timezone: zone } = loadConfig({
    TEMPLATES_DIR: env.TEMPLATES_DIR,
    TIMEZONE: env.TIMEZONE,
  })
  const { cadences, calendar } = loadTemplates({ extraDir: templatesDir })
  const rules = { obligations: cadences.obligations, config: cadences.config, calendar, zone }
  return answerLines(stdin, stdout, (line) => {
    const parsed = parseJson(line)
    return 'error' in parsed ? parsed : evaluateCadenceCase(parsed.value, rules)
  })
}
