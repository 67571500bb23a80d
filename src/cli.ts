/** `zhibu <command>`: the command line beside the service. Commands load when they are called, so that `tally` starts fast. */
import type { Command, Terminal } from './commands/command.ts'

interface Entry {
  /** Words after the name. */
  takes: string
  summary: string
  load: () => Promise<Command>
}

/** Every command, in the order of the help text. */
export const commands: Record<string, Entry> = {
  tally: {
    takes: '< 案例.jsonl',
    summary: '按表决规则计票，每行一个案例；不用数据库，也是独立的复核工具',
    load: async () => (await import('./commands/tally.ts')).tally,
  },
  verify: {
    takes: '[证书.json]',
    summary: '核对表决证书：按所引规则重新计算，核对摘要、名册和链，不用数据库',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  cadence: {
    takes: '< 案例.jsonl',
    summary: '逐行判断组织生活的各项要求处于什么状态',
    load: async () => (await import('./commands/cadence.ts')).cadence,
  },
  due: {
    takes: '< 案例.jsonl',
    summary: '逐行推算时限或提醒日期',
    load: async () => (await import('./commands/due.ts')).due,
  },
  templates: {
    takes: '[check 文件.yaml]',
    summary: '列出流程模板；check 逐条指出一个流程文件的问题',
    load: async () => (await import('./commands/templates.ts')).templates,
  },
  calendar: {
    takes: '[import 文件.json | import --from-package [--year 年]]',
    summary: '列出已导入的放假安排，或导入一年并重排未完成事项的期限',
    load: async () => (await import('./commands/calendar.ts')).calendar,
  },
  simulate: {
    takes: '--year 2027 [--org 组织]',
    summary: '列出一年里将要发送的提醒，与实际发送一致；不改变任何数据，可以在服务运行时使用',
    load: async () => (await import('./commands/simulate.ts')).simulate,
  },
  reminders: {
    takes: '[--org 组织] [--from 日期] [--to 日期]',
    summary: '列出提醒记录：何时应发、何时计划、何时发送和阅读，或因何没有发送',
    load: async () => (await import('./commands/reminders.ts')).reminders,
  },
  migrate: {
    takes: '',
    summary: '升级数据库结构，可以重复执行',
    load: async () => (await import('./commands/migrate.ts')).migrateDatabase,
  },
  doctor: {
    takes: '',
    summary: '检查配置、数据库、平台凭证和权限，并说明如何修复',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  backup: {
    takes: '文件',
    summary: '把整个数据库备份到一个文件，服务可以照常运行',
    load: async () => (await import('./commands/backup.ts')).backupDatabase,
  },
  restore: {
    takes: '文件',
    summary: '把备份恢复到一个空数据库',
    load: async () => (await import('./commands/restore.ts')).restoreDatabase,
  },
  outgoing: {
    takes: '[--redrive 编号]',
    summary: '列出发送失败的消息，或重新发送其中一条',
    load: async () => (await import('./commands/outgoing.ts')).outgoing,
  },
}

const usageOf = ([name, { takes }]: [string, Entry]): string => `zhibu ${name} ${takes}`.trimEnd()

/** The help text. */
export function help(): string {
  const rows = Object.entries(commands).map((entry) => [usageOf(entry), entry[1].summary] as const)
  return [
    '用法：zhibu <命令>',
    '',
    ...rows.flatMap(([usage, summary]) => [`  ${usage}`, `      ${summary}`]),
    '',
  ].join('\n')
}

const askedForHelp = new Set(['--help', '-h', 'help'])

/**
 * Runs one command line and resolves to its exit code: 0 = done, 1 = refused, failed or unknown. A fault that its
 * maker could foresee is one sentence on standard error; anything else is a bug and shows its stack.
 */
export async function run([name, ...args]: string[], terminal: Terminal): Promise<number> {
  if (name === undefined || askedForHelp.has(name)) {
    terminal.stdout.write(help())
    return name === undefined ? 1 : 0
  }
  const entry = Object.entries(commands).find(([known]) => known === name)
  if (!entry) {
    terminal.stderr.write(`没有名为“${name}”的命令。\n${help()}`)
    return 1
  }
  if (args.some((word) => askedForHelp.has(word))) {
    terminal.stdout.write(`${usageOf(entry)}\n${entry[1].summary}\n`)
    return 0
  }
  try {
    return await (await entry[1].load())(args, terminal)
  } catch (error) {
    terminal.stderr.write(`${sentenceOf(error)}\n`)
    return 1
  }
}

/** Faults whose message is written for the operator. By name, as their modules are loaded only when needed. */
const foreseen = new Set(['CommandFault', 'ConfigError', 'DatabaseFault', 'TemplatesError'])

const sentenceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return foreseen.has(error.name) ? error.message : (error.stack ?? error.message)
}

if (import.meta.main) {
  const { stdin, stdout, stderr, env } = process
  // The reader of our answers has left (`| head`): nothing more to say.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, env })
}
