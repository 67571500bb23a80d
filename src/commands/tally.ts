import { evaluateVotingCase } from '../domain/voting/voting-case.ts'
import { loadTemplates } from '../templates.ts'
import { type Command, requireNoMore } from './command.ts'
import { answerLines } from './json-lines.ts'

/** Counts a voting case a line: the verdict with figures, article and arithmetic. The recount tool: no database. */
export const tally: Command = async (args, { stdin, stdout, env }) => {
  requireNoMore(args, 'zhibu tally < 案例.jsonl')
  const shelf = loadTemplates({ extraDir: env.TEMPLATES_DIR || undefined })
  return answerLines(stdin, stdout, (line) => evaluateVotingCase(line, shelf))
}
