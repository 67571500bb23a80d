import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { provisionalWord, provisionalWords } from '../../src/domain/calendar/provisional.ts'
import { zhibu } from '../cli/run-zhibu.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

/** Every place in which a date of 2027 is seen, while nobody knows its days off, and after `zhibu calendar import`. */
const bot = useTestBot({ fresh: 'file', startsAt: new Date('2026-12-28T10:00:00+08:00') })
const branch = '机关第一党支部'
const superior = '局党委工作群'
const folder = mkdtempSync(join(tmpdir(), 'zhibu-provisional-'))
afterAll(() => rmSync(folder, { recursive: true }))

const notice = {
  year: 2027,
  provisional: false,
  off: ['2027-01-01', ...['05', '06', '07', '08', '09', '10', '11'].map((day) => `2027-02-${day}`)],
  workdays: ['2027-01-31'],
  source: '国务院办公厅关于2027年部分节假日安排的通知',
}

const says = async (who: string, where: string, words: string) => textOf(await bot.says(who, where, words))

/** How many messages each had when the phase began: a reminder of an earlier one proves nothing. */
const seen = new Map<string, number>()
const begin = () => {
  for (const who of ['张伟', '李四', '王五']) seen.set(who, bot.messages(who).length)
}

/** The part of a reminder's card that is about a matter; a day's reminders share a card. */
function reminded(who: string, title: RegExp): string {
  const parts = bot
    .messages(who)
    .slice(seen.get(who) ?? 0)
    .flatMap((one) => partsOf(textOf(one)))
  const found = parts.findLast((part) => title.test(part))
  if (!found) throw new Error(`no ${title} for ${who} in:\n${parts.join('\n---\n')}`)
  return found
}
const beginning = /^(今日提醒|会议提醒|请补会议记录|待办|已逾期|书面请示|(?!稍后).*提醒$|.*即将到期$)/
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (const line of text.split('\n'))
    if (parts.length === 0 || beginning.test(line)) parts.push(line)
    else parts[parts.length - 1] += `\n${line}`
  return parts
}

const cases = [{ rule: 'T-5d', anchor: '2027-02-17' }, { period: '2027-02' }].map(
  (one) => `${JSON.stringify(one)}
`,
)

const views: { view: string; shows: () => Promise<string> | string }[] = [
  { view: '/进度 本季度', shows: () => says('张伟', branch, '/进度 本季度') },
  { view: '/进度 本年', shows: () => says('张伟', branch, '/进度 本年') },
  { view: '/进度 of the superior', shows: () => says('何干事', superior, '/进度') },
  {
    view: 'a branch in the superior’s view',
    async shows() {
      const overview = await bot.says('何干事', superior, '/进度')
      await bot.clicks('何干事', overview, '查看支部', { branch })
      return textOf(bot.latest(superior, `${branch}进度`))
    },
  },
  { view: '/计划', shows: () => says('张伟', branch, '/计划 2027') },
  { view: 'the plan at the superior', shows: () => textOf(bot.latest(superior, '报送：2027年度会议计划')) },
  { view: '/清单', shows: () => says('张伟', branch, '/清单 D2027-001') },
  { view: '/会议 查询', shows: () => says('张伟', branch, '/会议 查询 本季度') },
  { view: '/通知', shows: () => says('李四', branch, '/通知 D2027-001') },
  { view: '/签到', shows: () => says('李四', branch, '/签到 D2027-001') },
  { view: '/整改 列表', shows: () => says('张伟', branch, '/整改 列表') },
  { view: '/公示 查询', shows: () => says('张伟', branch, '/公示 查询') },
  { view: '/整改 查看', shows: () => says('张伟', '私聊', '/整改 查看 Z2026-001') },
  {
    view: '/上级指示 登记',
    shows: () =>
      says('李四', '私聊', `/上级指示 登记 通知${Math.random()} 文号=局〔2026〕1号 办结=2027-03-01`),
  },
  { view: '/上级指示 列表', shows: () => says('张伟', branch, '/上级指示 列表') },
  { view: '/任务', shows: () => says('张伟', '私聊', '/任务 我的') },
  { view: '/提醒 预告', shows: () => says('张伟', '私聊', '/提醒 预告') },
  { view: 'the reminder of a period', shows: () => reminded('张伟', /^支部委员会会议(提醒|即将到期)/) },
  { view: 'the reminder of a meeting', shows: () => reminded('张伟', /^会议提醒：党员大会/) },
  { view: 'the reminder of a step', shows: () => reminded('李四', /^(待办|已逾期)/) },
  { view: 'the reminder of a request', shows: () => reminded('张伟', /^书面请示/) },
  { view: 'the reminder of other work', shows: () => reminded('王五', /^(待办|已逾期)：整改：整理台账/) },
]

describe('a year whose days off are not announced', () => {
  beforeAll(async () => {
    await bot.bindBranch(['张伟', '李四', '王五'])
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.says('张伟', branch, '/支委会 成立 日期=2026-10-01')
    await bot.says('李四', branch, '/会议 新建 党员大会 2027-01-20 15:00 议题=学习')
    await bot.says('李四', branch, '/会议 新建 民主生活会 2027-01-26 15:00 议题=对照检查')
    await bot.says('张伟', branch, '/整改 新建 台账不全 措施=整理台账 责任人=王五 期限=2027-01-18')
    begin()
    await bot.moveTo('2027-01-14T10:00:00+08:00')
    await bot.says('李四', branch, '/公示 发布 年度学习安排 天数=5 内容=安排如下')
    const plan = await bot.says('张伟', branch, '/计划 2027')
    await bot.clicks('张伟', plan, '确认')
  })

  it.each(views)('is marked in $view', async ({ shows }) => {
    const text = await shows()
    expect(text).toContain(provisionalWords)
  })

  it('is marked by zhibu due beside its answers', async () => {
    const { err, lines } = await zhibu(['due'], cases)
    expect(lines[0]).toBe('"2027-02-12"')
    expect(err).toBe(`2027：${provisionalWords}\n`)
  })
})

describe('when the table has been imported', () => {
  beforeAll(async () => {
    const file = join(folder, '2027.json')
    writeFileSync(file, JSON.stringify(notice))
    await zhibu(['calendar', 'import', file], [], { DATABASE_URL: bot.db.url, DATA_DIR: folder })
    begin()
    await bot.moveTo('2027-01-19T17:00:00+08:00')
  })

  it.each(views)('nothing of it is left in $view', async ({ shows }) => {
    expect(await shows()).not.toContain(provisionalWord)
  })

  it('a plan leaves days that turned out to be off', () => {
    const plan = textOf(bot.latest(superior, '报送：2027年度会议计划'))
    expect(plan).toContain('2月12日（周五）\n支部委员会会议\n2027年2月')
    expect(plan).toContain('2月12日（周五）\n党课\n2027年第1季度')
    expect(plan).not.toContain('休息日')
  })
})
