import { describeTemplates, loadTemplates } from '../templates.ts'
import { type Command, requireNoMore } from './command.ts'

/** One line of JSON for each process template: id, label, number of steps, version. */
export const templates: Command = async (args, { stdout, env }) => {
  requireNoMore(args, 'zhibu templates')
  const lines = describeTemplates(loadTemplates({ extraDir: env.TEMPLATES_DIR || undefined }))
  for (const line of lines) stdout.write(`${JSON.stringify(line)}\n`)
  return 0
}
