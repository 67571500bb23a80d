import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { provisionalWords } from '../../src/domain/calendar/provisional.ts'
import { zhibu } from '../cli/run-zhibu.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const folder = mkdtempSync(join(tmpdir(), 'zhibu-calendar-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A table as the State Council's notice could bring it for 2027. */
const notice = {
  year: 2027,
  provisional: false,
  off: ['2027-01-01', ...['05', '06', '07', '08', '09', '10', '11'].map((day) => `2027-02-${day}`)],
  workdays: ['2027-01-31'],
  source: '国务院办公厅关于2027年部分节假日安排的通知',
}
const calendar = (...words: string[]) =>
  zhibu(['calendar', ...words], [], { DATABASE_URL: bot.db.url, DATA_DIR: folder })
const fileWith = (content: unknown): string => {
  const file = join(folder, `${Math.random()}.json`)
  writeFileSync(file, JSON.stringify(content))
  return file
}

let card: Message
beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五'])
  card = await bot.says('张伟', branch, '/会议 新建 党员大会 2027-02-17 15:00 议题=讨论工作')
})
const dueOfNotice = async () => {
  const [row] = await bot.db.sql`
    select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due from process_step where step = 'notice'`
  return row?.due
}

describe('a year whose holidays are not known yet', () => {
  it('is said to be provisional on the checklist and in the progress', async () => {
    expect(textOf(card)).toContain(provisionalWords)
    expect(await dueOfNotice()).toBe('2027-02-10')
    await bot.moveTo('2027-01-05T10:00:00+08:00')
    expect(textOf(await bot.says('张伟', branch, '/进度 本季度'))).toContain(provisionalWords)
  })
})

describe('zhibu calendar import', () => {
  it('refuses what is no year, with line and sentence, and keeps nothing', async () => {
    const wrong = await calendar('import', fileWith({ ...notice, workdays: ['2027-02-03'] }))
    expect([wrong.code, wrong.out]).toEqual([1, ''])
    expect(wrong.err).toMatch(/\.json:\d+ /)
    expect((await calendar('import', join(folder, 'none.json'))).err).toContain('读不到文件')
    expect((await calendar('import')).err).toContain('用法')
    expect((await calendar('export')).code).toBe(1)
    expect((await calendar('import', '--from-package', '--year', '2099')).err).toContain('还没有2099年')
    expect(await bot.db.sql`select 1 from calendar_year`).toHaveLength(0)
  })

  it('takes years from the package where it has them', async () => {
    const taken = await calendar('import', '--from-package', '--year', '2026')
    expect(JSON.parse(taken.lines[0] ?? '')).toEqual({
      year: 2026,
      provisional: false,
      off: 33,
      workdays: 6,
      changed: true,
    })
  })

  it('moves open dates to what the notice says, tells it nowhere as provisional any more, and does so once', async () => {
    const taken = await calendar('import', fileWith(notice))
    expect(JSON.parse(taken.lines[0] ?? '')).toMatchObject({ year: 2027, changed: true })
    await bot.moveTo('2027-01-05T10:02:00+08:00')
    expect(await dueOfNotice()).toBe('2027-02-04')
    expect(textOf(bot.latest(branch, '会议清单'))).not.toContain('放假安排尚未公布')
    expect(textOf(await bot.says('张伟', branch, '/进度 本季度'))).not.toContain('放假安排尚未公布')
    expect(JSON.parse((await calendar('import', fileWith(notice))).lines[0] ?? '')).toMatchObject({
      changed: false,
    })
    await bot.moveTo('2027-01-05T10:04:00+08:00')
    expect(await bot.db.sql`select 1 from audit where action = 'case.replan'`).toHaveLength(1)
    expect((await calendar()).lines).toHaveLength(2)
  })
})
