import { existsSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { checkProcessFile, describeTemplates, loadTemplates } from '../templates.ts'
import { type Command, CommandFault, requireNoMore } from './command.ts'

/**
 * One line of JSON for each process template: id, label, number of steps, version. `check FILE` reads one process file by
 * itself: its line, or every fault with file and line on standard error and exit code 1.
 */
export const templates: Command = async (args, { stdout, stderr, env }) => {
  if (args[0] === 'check') return check(args.slice(1), stdout, stderr, env.TEMPLATES_DIR || undefined)
  requireNoMore(args, 'zhibu templates')
  const lines = describeTemplates(loadTemplates({ extraDir: env.TEMPLATES_DIR || undefined }))
  for (const line of lines) stdout.write(`${JSON.stringify(line)}\n`)
  return 0
}

function check(
  [file, ...more]: readonly string[],
  stdout: Writable,
  stderr: Writable,
  extraDir: string | undefined,
): number {
  requireNoMore(more, 'zhibu templates check FILE')
  if (file === undefined) throw new CommandFault('请写明文件。用法：zhibu templates check FILE')
  if (!existsSync(file)) throw new CommandFault(`没有这个文件：${file}`)
  const { processes, faults } = checkProcessFile(file, { extraDir })
  for (const fault of faults) stderr.write(`${fault.file}:${fault.line} ${fault.message}\n`)
  for (const line of describeTemplates({ processes })) stdout.write(`${JSON.stringify(line)}\n`)
  return faults.length > 0 ? 1 : 0
}
