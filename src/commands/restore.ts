import { restore } from '../db/backup/restore.ts'
import { type Command, CommandFault } from './command.ts'
import { withDatabase } from './with-database.ts'

/** Loads a backup into an empty database and brings its schema up to date. A database in use is refused. */
export const restoreDatabase: Command = async (args, terminal) => {
  const [file, ...more] = args
  if (!file || more.length > 0) throw new CommandFault('请给出一个备份文件。用法：zhibu restore 文件')
  const report = await withDatabase(terminal, (database) => restore(database, file))
  terminal.stdout.write(`${JSON.stringify(report)}\n`)
  terminal.stderr.write(`已恢复 ${report.tables} 张表、${report.rows} 行\n`)
  return 0
}
