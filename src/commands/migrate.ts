import { migrate } from '../db/migrate.ts'
import { type Command, requireNoMore } from './command.ts'
import { withDatabase } from './with-database.ts'

/** Brings the schema up to date. May be repeated, and run by several at once. */
export const migrateDatabase: Command = async (args, terminal) => {
  requireNoMore(args, 'zhibu migrate')
  const applied = await withDatabase(terminal, ({ sql }) =>
    migrate(sql, { log: (name) => terminal.stderr.write(`正在执行 ${name}\n`) }),
  )
  terminal.stdout.write(`${applied.length > 0 ? `已执行 ${applied.length} 个升级` : '数据库结构已是最新'}\n`)
  return 0
}
