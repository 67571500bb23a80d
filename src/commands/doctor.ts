import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Config, ConfigError, loadConfig } from '../config.ts'
import { loadTemplates, TemplatesError } from '../templates.ts'
import { type Command, requireNoMore } from './command.ts'
import { examineDatabase } from './examine-database.ts'
import { examinePlatform } from './examine-platform.ts'
import { describeFinding, type Finding, summaryOf } from './findings.ts'

/**
 * Looks at everything the service needs and says of each fault how to mend it. Changes nothing. Resolves to 1 when
 * there is a fault. Credentials are used, never shown.
 */
export const doctor: Command = async (args, { stdout, env }) => {
  requireNoMore(args, 'zhibu doctor')
  const findings: Finding[] = []
  const say = (found: readonly Finding[]) => {
    for (const finding of found) stdout.write(describeFinding(finding))
    findings.push(...found)
  }
  const config = examineConfiguration(env, say)
  say(examineTemplates(env, new Date()))
  if (config) {
    say(examineDisk(config))
    say(await examineDatabase(config, () => new Date()))
    say(await examinePlatform(config))
  }
  stdout.write(summaryOf(findings))
  return findings.some(({ level }) => level === 'fault') ? 1 : 0
}

function examineConfiguration(
  env: Record<string, string | undefined>,
  say: (found: readonly Finding[]) => void,
): Config | null {
  try {
    const config = loadConfig(env)
    say([{ level: 'ok', subject: '配置', sentence: '各项环境变量都可以使用' }])
    say(config.warnings.map((sentence): Finding => ({ level: 'hint', subject: '配置', sentence })))
    return config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    say(
      error.faults.map(({ variable, sentence }): Finding => {
        return { level: 'fault', subject: `配置 ${variable}`, sentence: '未设置或不能使用', mend: sentence }
      }),
    )
    return null
  }
}

function examineTemplates({ TEMPLATES_DIR }: Record<string, string | undefined>, now: Date): Finding[] {
  const subject = '流程、规则与日历'
  try {
    const { processes, votingRules, calendarYears } = loadTemplates({ extraDir: TEMPLATES_DIR || undefined })
    const sentence = `${processes.size} 个流程，${votingRules.size} 条表决规则，${calendarYears.length} 个年度的日历`
    const year = now.getFullYear()
    const settled = calendarYears.some((one) => one.year === year && !one.provisional)
    const calendar: Finding = settled
      ? { level: 'ok', subject: '放假安排', sentence: `${year} 年的放假安排已录入` }
      : {
          level: 'hint',
          subject: '放假安排',
          sentence: `没有 ${year} 年的正式放假安排，工作日按周一至周五和法定节日推算`,
          mend: `在 TEMPLATES_DIR 的 calendar 目录中放入 ${year}.json，或升级到含有它的版本`,
        }
    return [{ level: 'ok', subject, sentence }, calendar]
  } catch (error) {
    if (!(error instanceof TemplatesError)) throw error
    return error.faults.map(({ file, line, message }): Finding => {
      return { level: 'fault', subject, sentence: `${file}:${line} ${message}`, mend: '请改正这一处' }
    })
  }
}

const mebibyte = 1024 * 1024
const enough = 1024 * mebibyte
const tooLittle = 200 * mebibyte

/** The nearest directory on the way to `path` that is there. */
const existing = (path: string): string =>
  existsSync(path) || path === dirname(path) ? path : existing(dirname(path))

function examineDisk({ dataDir }: Config): Finding[] {
  const subject = '数据目录'
  const place = existing(dataDir)
  try {
    accessSync(place, constants.W_OK)
  } catch {
    // Whatever the reason, the answer to the operator is the same: this user cannot write there.
    return [
      {
        level: 'fault',
        subject,
        sentence: `${place} 不能写入`,
        mend: '请更改它的所有者或权限，或者换一个 DATA_DIR',
      },
    ]
  }
  const { bavail, bsize } = statfsSync(place)
  const free = bavail * bsize
  const sentence = `${dataDir} 可以写入，剩余 ${Math.floor(free / mebibyte)} MiB`
  const mend = '请清理磁盘，或者把 DATA_DIR 移到更大的磁盘'
  if (free < tooLittle) return [{ level: 'fault', subject, sentence, mend }]
  return [free < enough ? { level: 'hint', subject, sentence, mend } : { level: 'ok', subject, sentence }]
}
