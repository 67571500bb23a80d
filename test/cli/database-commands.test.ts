import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, describe, expect, it } from 'vitest'
import { createStandIn } from '../../sandbox/stand-in.ts'
import { openBallotSeals } from '../../src/sealing/index.ts'
import { createDatabase, useDatabase } from '../helpers/database.ts'
import { zhibu } from './run-zhibu.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhibu-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const database = useDatabase()
const env = () => ({ DATABASE_URL: database.url, DATA_DIR: folder })

/** A database of its own for one test. */
async function inFreshDatabase(migrated: boolean, test: (env: Record<string, string>) => Promise<void>) {
  const { url, drop } = await createDatabase(migrated)
  try {
    await test({ DATABASE_URL: url, DATA_DIR: folder })
  } finally {
    await drop()
  }
}

/** A folder of templates in which one process says nothing. */
function aTemplateFolder(): string {
  const templates = join(folder, 'templates')
  mkdirSync(join(templates, 'processes'), { recursive: true })
  writeFileSync(join(templates, 'processes', 'broken.yaml'), 'id: broken\nlabel: 没有步骤\n')
  return templates
}

/** A message that was given up, as delivery leaves it. */
async function aDeadLetter(): Promise<string> {
  const [tenant, id] = [uuidv7(), uuidv7()]
  await database.sql`insert into tenant (id, platform, app_id, created_at) values (${tenant}, 'feishu', ${`cli_${randomUUID()}`}, now())`
  await database.sql`
    insert into outgoing (tenant_id, id, key, kind, platform, recipient, content, priority, due_at, state, error, attempts, created_at)
    values (${tenant}, ${id}, ${`news:${id}`}, 'news', 'feishu', ${database.sql.json({ chatId: 'oc_1' })},
      ${database.sql.json({ card: { title: '张三的消息' } })}, 3, now(), 'dead', '无法送达该群或该人（230002）', 8, now())`
  return id
}

const ballotId = (n: number) => `01936d6e-0000-7000-8000-00000000000${n}`

/** An open secret ballot of a branch of its own, with its public key. */
async function aSealedBallot(sql: Sql, number: string, sealKey: string, id: string): Promise<string> {
  const [tenant, organisation] = [uuidv7(), uuidv7()]
  await sql`
    insert into organisation (tenant_id, id, kind, name, created_at)
    values (${tenant}, ${organisation}, 'branch', '支部', now())`
  await sql`
    insert into ballot (tenant_id, id, organisation_id, number, matter, rule, method, important, roster, status, seal_key,
      opened_by, opened_at, closes_at)
    values (${tenant}, ${id}, ${organisation}, ${number}, '事项', '{}', 'electronic_secret', false, '{}', 'open', ${sealKey},
      ${uuidv7()}, now(), now())`
  return id
}

describe('migrate', () => {
  it('brings an empty database up to date, and may be repeated', async () => {
    await inFreshDatabase(false, async (fresh) => {
      const first = await zhibu(['migrate'], [], fresh)
      expect([first.code, first.out]).toEqual([0, expect.stringMatching(/^已执行 \d+ 个升级\n$/)])
      expect(await zhibu(['migrate'], [], fresh)).toMatchObject({
        code: 0,
        out: '数据库结构已是最新\n',
        err: '',
      })
    })
  })

  it('says in a sentence that the server cannot be reached, without the password', async () => {
    const { code, err } = await zhibu(['migrate'], [], {
      DATABASE_URL: 'postgres://zhibu:geheim@127.0.0.1:9/zhibu',
    })
    expect(code).toBe(1)
    expect(err).toContain('127.0.0.1:9')
    expect(err).not.toMatch(/geheim|\n\s+at /)
  })
})

describe('backup and restore', () => {
  it('carry every row into an empty database', async () => {
    const id = await aDeadLetter()
    const file = join(folder, 'zhibu.backup')
    const saved = await zhibu(['backup', file], [], env())
    expect(saved).toMatchObject({ code: 0, out: expect.stringContaining(file) })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await inFreshDatabase(false, async (fresh) => {
      const restored = await zhibu(['restore', file], [], fresh)
      expect([restored.code, JSON.parse(restored.out).rows]).toEqual([0, JSON.parse(saved.out).rows])
      expect((await zhibu(['outgoing'], [], fresh)).out).toContain(id)
    })
  })

  it.each(['backup', 'restore'])('%s asks for its file', async (name) => {
    const { code, err } = await zhibu([name], [], env())
    expect([code, err]).toEqual([1, `请给出一个备份文件。用法：zhibu ${name} 文件\n`])
  })

  it('leave a database in use alone', async () => {
    await aDeadLetter()
    const file = join(folder, 'second.backup')
    await zhibu(['backup', file], [], env())
    const { code, err } = await zhibu(['restore', file], [], env())
    expect(code).toBe(1)
    expect(err).not.toMatch(/\n\s+at /)
  })
})

describe('outgoing', () => {
  it('lists what was given up by id and reason, without its content, and puts it back once', async () => {
    const id = await aDeadLetter()
    const { code, lines, out } = await zhibu(['outgoing'], [], env())
    expect(code).toBe(0)
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        id,
        key: `news:${id}`,
        state: 'dead',
        error: '无法送达该群或该人（230002）',
      }),
    )
    expect(out).not.toContain('张三')
    expect((await zhibu(['outgoing', '--redrive', id], [], env())).code).toBe(0)
    expect(await database.sql`select state, attempts from outgoing where id = ${id}`).toEqual([
      { state: 'planned', attempts: 0 },
    ])
    expect(await zhibu(['outgoing', '--redrive', id], [], env())).toMatchObject({
      code: 1,
      err: expect.stringContaining('没有这条'),
    })
  })

  it.each([
    ['--redrive', 'drop table'],
    ['--redrive'],
    ['--limit', '0'],
    ['--all'],
  ])('refuses %s %s', async (...words) => {
    const { code, err } = await zhibu(['outgoing', ...words.filter((word) => word !== undefined)], [], env())
    expect(code).toBe(1)
    expect(err).toContain('用法：zhibu outgoing')
  })
})

describe('doctor', () => {
  const app = {
    FEISHU_APP_ID: 'cli_0123456789abcdef',
    FEISHU_APP_SECRET: 'the-app-secret-1234',
    FEISHU_ENCRYPT_KEY: 'the-encrypt-key',
    FEISHU_VERIFICATION_TOKEN: 'the-verification-token',
  }

  /** A stand-in that knows `app`, and its address. */
  async function withStandIn(test: (domain: string) => Promise<void>) {
    const standIn = await createStandIn({
      appId: app.FEISHU_APP_ID,
      appSecret: app.FEISHU_APP_SECRET,
      encryptKey: app.FEISHU_ENCRYPT_KEY,
      verificationToken: app.FEISHU_VERIFICATION_TOKEN,
    })
    try {
      await test(await standIn.listen(0, '127.0.0.1'))
    } finally {
      await standIn.close()
    }
  }

  it('finds nothing wrong with a database and an app that are in order', async () => {
    await withStandIn(async (domain) => {
      const { code, out } = await zhibu(['doctor'], [], { ...env(), ...app, FEISHU_DOMAIN: domain })
      expect(out).toMatch(/\[正常\] 数据库：.*PostgreSQL/)
      expect(out).toContain('[正常] 数据库结构：已是最新')
      expect(out).toContain('[正常] 飞书 应用凭证')
      expect(out).toContain('/webhooks/feishu')
      expect(out).not.toContain('[故障]')
      expect([code, out]).toEqual([0, expect.stringMatching(/没有发现故障\n$/)])
    })
  })

  it('says how to mend a wrong secret, and never shows one', async () => {
    await withStandIn(async (domain) => {
      const wrong = { ...app, FEISHU_APP_SECRET: 'geheim-geheim-1234', FEISHU_DOMAIN: domain }
      const { code, out, err } = await zhibu(['doctor'], [], { ...env(), ...wrong })
      expect(code).toBe(1)
      expect(out).toMatch(/\[故障\] 飞书 应用凭证：.*\n {7}处理：/)
      expect(out + err).not.toContain('geheim')
    })
  })

  it('names every bad variable and goes no further', async () => {
    const { code, out } = await zhibu(['doctor'], [], { FEISHU_APP_ID: 'cli_1', PORT: 'x', DATA_DIR: folder })
    expect(code).toBe(1)
    expect(out.match(/\[故障\] 配置 \w+/g)).toEqual(
      ['FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN', 'PORT'].map(
        (name) => `[故障] 配置 ${name}`,
      ),
    )
    expect(out).not.toContain('数据库：')
  })

  it('says what to do when the database cannot be reached', async () => {
    const { code, out } = await zhibu(['doctor'], [], {
      DATABASE_URL: 'postgres://zhibu:geheim@127.0.0.1:9/zhibu',
      DATA_DIR: folder,
    })
    expect(code).toBe(1)
    expect(out).toMatch(/\[故障\] 数据库：无法打开\n {7}处理：.*127\.0\.0\.1:9/)
    expect(out).not.toContain('geheim')
  })

  it('shows pending migrations and messages that were given up as hints', async () => {
    await aDeadLetter()
    expect((await zhibu(['doctor'], [], env())).out).toMatch(
      /\[提示\] 消息发送（cli_.*）：\d+ 条消息发送失败/,
    )
    await inFreshDatabase(false, async (fresh) => {
      expect((await zhibu(['doctor'], [], fresh)).out).toMatch(/\[提示\] 数据库结构：还有 \d+ 个升级没有执行/)
    })
  })

  it('tries the keys of secret ballots: those in use are here and fit, destroyed ones are gone', async () => {
    const seals = openBallotSeals({ dataDir: folder, keyCommand: undefined })
    const asked = async () => (await zhibu(['doctor'], [], env())).out
    const told = async () => (await asked()).split('\n').filter((line) => line.includes('私钥'))
    expect(await asked()).toContain('[正常] 无记名表决的私钥：没有无记名电子表决')
    const ballots = await Promise.all(
      [1, 2].map(async (n) =>
        aSealedBallot(database.sql, `B2026-00${n}`, await seals.newKey(ballotId(n)), ballotId(n)),
      ),
    )
    expect(await told()).toEqual([expect.stringContaining('[正常] 无记名表决的私钥：2 个')])
    const [first = '', second = ''] = ballots
    await database.sql`update ballot set key_destroyed_at = now() where id = ${first}`
    expect(await told()).toContainEqual(
      expect.stringContaining('[故障] 无记名表决的私钥：B2026-001 的私钥已登记销毁，但仍然存在'),
    )
    await seals.destroyKey(first)
    const other = await seals.newKey(ballotId(3))
    await database.sql`update ballot set seal_key = ${other} where id = ${second}`
    expect(await told()).toContainEqual(expect.stringContaining('B2026-002 的私钥与公钥不符'))
    await seals.destroyKey(second)
    expect(await told()).toContainEqual(
      expect.stringContaining('[故障] 无记名表决的私钥：B2026-002 正在表决，这里没有它的私钥'),
    )
    await database.sql`update ballot set status = 'closed' where id = ${second}`
    const out = await told()
    expect(out).toContainEqual(expect.stringContaining('[提示] 无记名表决的私钥：B2026-002 在异议期内'))
    expect(out).toContainEqual(expect.stringContaining('1 个表决的私钥状态正确'))
  })

  it('makes nothing: a bundled database that was never started stays unmade', async () => {
    const dataDir = join(folder, 'never')
    const { code, out } = await zhibu(['doctor'], [], { DATA_DIR: dataDir })
    expect([code, existsSync(dataDir)]).toEqual([0, false])
    expect(out).toContain('首次启动时会建在')
  })

  it('names the line of a bad template', async () => {
    const { code, out } = await zhibu(['doctor'], [], { ...env(), TEMPLATES_DIR: aTemplateFolder() })
    expect(code).toBe(1)
    expect(out).toMatch(/\[故障\] 流程、规则与日历：.*broken\.yaml:\d+ /)
  })
})
