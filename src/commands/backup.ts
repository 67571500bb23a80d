import { backup } from '../db/backup/backup.ts'
import { type Command, CommandFault } from './command.ts'
import { withDatabase } from './with-database.ts'

/** Saves the whole database into one file as it stands at one instant; the service may go on working. */
export const backupDatabase: Command = async (args, terminal) => {
  const [file, ...more] = args
  if (!file || more.length > 0) throw new CommandFault('请给出一个备份文件。用法：zhibu backup 文件')
  const report = await withDatabase(terminal, (database) => backup(database, file))
  terminal.stdout.write(`${JSON.stringify(report)}\n`)
  terminal.stderr.write(
    `已备份 ${report.tables} 张表、${report.rows} 行到 ${report.file}。文件未加密，请妥善保管\n`,
  )
  return 0
}
