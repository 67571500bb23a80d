import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { provisionalWords } from '../../src/domain/calendar/provisional.ts'
import { useDatabase } from '../helpers/database.ts'
import { nine, scheduleBench } from '../schedules/bench.ts'
import { zhibu } from './run-zhibu.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhibu-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const database = useDatabase()
const clock = '2026-12-28T08:00:00+08:00'
const env = () => ({ DATABASE_URL: database.url, DATA_DIR: folder, CLOCK: `virtual:${clock}` })

interface Line {
  at: string
  to: string
  kind: string
  key: string
}
const run = async (...args: string[]) => {
  const { code, out, err } = await zhibu(args, [], env())
  return {
    code,
    err,
    lines: out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line),
  }
}

describe('the reminders of a year', () => {
  let secretary = ''
  let branch = ''
  beforeAll(async () => {
    const bench = scheduleBench(database, new Date(clock))
    await database.sql`insert into tenant (id, platform, app_id, created_at) values (${bench.tenantId}, 'feishu', 'cli_x', now())`
    branch = await bench.organisation('branch', nine('2025-01-01'))
    secretary = await bench.officer(branch, 'secretary')
    await bench.organisation('branch', nine('2025-01-01'))
    await database.sql`insert into platform_identity values (${bench.tenantId}, 'feishu', 'open_id', 'ou_1', ${secretary})`
  })

  it('are listed in order, as they will be sent, and nothing is changed', async () => {
    const { code, err, lines } = await run('simulate', '--year', '2027', '--org', branch)
    expect(code).toBe(0)
    expect(err).toBe(`2027：${provisionalWords}\n`)
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort())
    expect(lines[0]).toEqual({
      at: '2027-01-04T01:00:00.000Z',
      to: 'ou_1',
      kind: 'reminder',
      key: expect.stringMatching(`^remind:${branch}:.+:${secretary}$`),
    })
    const quarter = lines.filter(({ key }) => key.includes(':general_meeting:2027-Q1:'))
    expect(quarter.map(({ at, key }) => `${at.slice(0, 10)} ${key.split(':')[4]}`)).toEqual([
      '2027-01-04 period_start',
      '2027-03-01 t30',
      '2027-03-17 t14',
      '2027-03-24 t7',
      '2027-03-31 last',
      '2027-04-01 overdue',
    ])
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
    expect(await database.sql`select 1 from outgoing`).toHaveLength(0)
  })

  it.each([
    [['simulate'], '请写明年份'],
    [['simulate', '--year', '2025'], '2025年已经过去'],
    [['simulate', '--year', '2027', '--org', '没有的支部'], '没有名为“没有的支部”的组织'],
    [['reminders', '--from', '昨天'], '不是日期'],
    [['reminders', '--from', '2026-12-02', '--to', '2026-12-01'], '开始日期在结束日期之后'],
  ])('refuses %j', async (args, words) => {
    const { code, err, lines } = await run(...args)
    expect([code, lines]).toEqual([1, []])
    expect(err).toContain(words)
  })

  it('and their ledger: who, when, and why not', async () => {
    const [{ tenant = '' } = {}] = await database.sql<{ tenant: string }[]>`select id as tenant from tenant`
    await database.sql`
      insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, state, reason,
        organisation_id, owed_at, created_at)
      values (${tenant}, gen_random_uuid(), 'remind:x', 'reminder', 'feishu', ${database.sql.json({ memberId: secretary })},
        ${database.sql.json({ view: 'reminder.period', ref: `${branch}|general_meeting|2026-Q4|t7` })}, 4,
        ${nine('2026-12-25')}, 'suppressed', 'arranged', ${branch}, ${nine('2026-12-24')}, ${nine('2026-12-24')})`
    const { lines } = await run('reminders', '--org', branch, '--from', '2026-12-24', '--to', '2026-12-24')
    expect(lines).toMatchObject([
      {
        key: 'remind:x',
        person: 'secretary',
        owedAt: '2026-12-24T01:00:00.000Z',
        dueAt: '2026-12-25T01:00:00.000Z',
        sentAt: null,
        state: 'suppressed',
        reason: 'arranged',
        why: '发送前已安排会议',
      },
    ])
    expect((await run('reminders', '--to', '2026-12-23')).lines).toEqual([])
  })
})
