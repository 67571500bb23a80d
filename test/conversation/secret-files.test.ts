import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { tablesOf } from '../../src/db/backup/tables.ts'
import { useOwnServer } from '../helpers/own-server.ts'
import { useTestBot } from '../helpers/test-bot.ts'
import { findIn, more, needles } from './secret-attacker.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'
const choiceOf = (i: number) => (['yes', 'no', 'abstain'] as const)[i % 3] ?? 'yes'
const words = { yes: '赞成', no: '反对', abstain: '弃权' }

describe('whoever takes all the files of the database server', () => {
  const server = useOwnServer({ poolSize: 8 })
  const bot = useTestBot({ fresh: 'file', logLevel: 'debug', database: server.testDatabase })

  /** Everything on the disk: the server has stopped once, so that nothing is in its memory alone. */
  const files = async () => {
    await server.restart()
    return findIn(server.dataDir)
  }

  beforeAll(async () => {
    // Its samples of what rows hold (the words of a rule, too) would come and go by themselves.
    for (const { name } of await tablesOf(bot.db.sql))
      await bot.db.sql`alter table ${bot.db.sql(name)} set (autovacuum_enabled = false)`
    await bot.bindBranch(people)
    await bot.says('张伟', branch, '/设置 电子无记名表决 启用 文号=局党〔2026〕45号')
  })

  it('finds no choice of a secret ballot: not in data files, write-ahead log, queue or logs', async () => {
    await bot.says('张伟', branch, '/表决 发起 接收李明为预备党员 方式=无记名')
    const before = await files()
    const logged = bot.log.length
    for (const [i, who] of people.entries())
      await bot.clicks(who, bot.latest(who, '接收李明'), '提交', { choice: choiceOf(i) })
    expect(await bot.db.sql`select count(*)::int as n from sealed_vote`).toEqual([{ n: people.length }])
    const after = await files()
    expect(
      readdirSync(server.dataDir, { recursive: true }).some((name) => `${name}`.includes('pg_wal')),
    ).toBe(true)
    expect(more(before, after)).toEqual([])
    const log = Buffer.from(bot.log.slice(logged).join('\n'))
    expect([...needles].filter(([, needle]) => log.includes(needle)).map(([name]) => name)).toEqual([])
  })

  it('finds no private key either', async () => {
    const keys = readdirSync(join(bot.dataDir, 'keys'))
    expect(keys).toHaveLength(1)
    const key = readFileSync(join(bot.dataDir, 'keys', keys[0] ?? ''), 'utf8').trim()
    const raw = Buffer.from(key, 'base64')
    for (const entry of readdirSync(server.dataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = readFileSync(join(entry.parentPath, entry.name))
      for (const needle of [raw, Buffer.from(key), Buffer.from(raw.toString('hex'))])
        expect(bytes.includes(needle)).toBe(false)
    }
  })

  it('finds those of an open ballot, so that the search is seen to find something', async () => {
    const card = await bot.says('张伟', branch, '/表决 发起 通过工作计划')
    const before = await files()
    for (const [i, who] of people.entries()) await bot.clicks(who, card, words[choiceOf(i)])
    expect(more(before, await files())).toEqual(
      expect.arrayContaining(
        Object.keys(words).flatMap((choice) => [`${choice} (column)`, `changed, choice: ${choice} (jsonb)`]),
      ),
    )
  })
})
