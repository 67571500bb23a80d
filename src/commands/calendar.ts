import { parseArgs } from 'node:util'
import type { Database } from '../db/open.ts'
import { importedYears } from '../db/stores/imported-years.ts'
import { yearsFrom } from '../domain/calendar/package-years.ts'
import { type CalendarYear, calendarYearSchema } from '../domain/calendar/year.ts'
import { check, faultsIn, readSource } from '../template-files.ts'
import { type Command, CommandFault } from './command.ts'
import { withDatabase } from './with-database.ts'

const usage =
  '用法：zhibu calendar | zhibu calendar import 文件.json | zhibu calendar import --from-package [--year 2027]'

/** The years to import: of a file, or of the package `chinese-days` (all that it has from this year on, or one). */
async function wantedYears(args: string[], thisYear: number): Promise<CalendarYear[]> {
  const { values, positionals } = optionsOf(args)
  if (!values['from-package']) {
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0 || values.year !== undefined) throw new CommandFault(usage)
    return [yearOfFile(file)]
  }
  if (positionals.length > 0) throw new CommandFault(usage)
  const { default: days } = await import('chinese-days/dist/chinese-days.json', { with: { type: 'json' } })
  const all = yearsFrom(days, '国务院办公厅放假通知（chinese-days 数据）')
  const year = values.year === undefined ? undefined : Number(values.year)
  const wanted = all.filter((one) => (year === undefined ? one.year >= thisYear : one.year === year))
  if (wanted.length === 0)
    throw new CommandFault(
      `chinese-days 还没有${year ?? thisYear}年的放假安排。请更新该软件包，或按国务院通知写成文件后导入。`,
    )
  return wanted.map((one) => calendarYearSchema.parse(one))
}

function optionsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { 'from-package': { type: 'boolean' }, year: { type: 'string' } },
    })
  } catch (error) {
    throw new CommandFault(`不认识的参数。${usage}`, { cause: error })
  }
}

function yearOfFile(file: string): CalendarYear {
  let source: ReturnType<typeof readSource>
  try {
    source = readSource(file)
  } catch (error) {
    throw new CommandFault(`读不到文件 ${file}`, { cause: error })
  }
  const year = check(calendarYearSchema, source.data)
  if (source.faults.length === 0 && year.success) return year.data
  const faults = year.success ? source.faults : [...source.faults, ...faultsIn(source, year.error)]
  throw new CommandFault(faults.map(({ file: at, line, message }) => `${at}:${line} ${message}`).join('\n'))
}

const tenantsOf = ({ sql }: Database) => sql<{ id: string }[]>`select id from tenant order by created_at, id`

/**
 * `zhibu calendar`: the imported years, a line of JSON each. `zhibu calendar import …`: validates a year and keeps it;
 * the running service takes it over within a minute and computes open dates anew.
 */
export const calendar: Command = async ([action, ...args], terminal) => {
  if (action !== undefined && action !== 'import') throw new CommandFault(`不认识的参数：${action}。${usage}`)
  const now = new Date()
  const years = action === 'import' ? await wantedYears(args, now.getUTCFullYear()) : []
  return withDatabase(terminal, async (database) => {
    const tenants = await tenantsOf(database)
    if (tenants.length === 0)
      throw new CommandFault('数据库中还没有企业，请先启动一次服务（npm start），再导入放假安排。')
    const line = (row: object) => void terminal.stdout.write(`${JSON.stringify(row)}\n`)
    for (const { id } of tenants) {
      const store = importedYears(database.sql, id)
      if (action === undefined)
        for (const { year, provisional, off, workdays, source } of await store.all())
          line({ year, provisional, off: off.length, workdays: workdays.length, source })
      for (const year of years) {
        const changed = await store.save(year, now)
        line({
          year: year.year,
          provisional: year.provisional,
          off: year.off.length,
          workdays: year.workdays.length,
          changed,
        })
      }
    }
    if (years.length > 0)
      terminal.stderr.write('已导入。运行中的服务会在一分钟内采用，并重排未完成事项的期限和提醒。\n')
    return 0
  })
}
