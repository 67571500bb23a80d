import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { tablesOf } from '../../src/db/backup/tables.ts'
import { zhibu } from '../cli/run-zhibu.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { branch, groups, people, playRestrictedScene, union, type Who } from './restricted-scene.ts'

const bot = useTestBot({ fresh: 'file', logLevel: 'trace' })

/**
 * What stands in each kind of matter, and who reads it when they ask for everything that can be asked for: in private,
 * never in a group (DOMAIN §7.2). Whoever said it has it on what they were shown then.
 */
const matters: Record<string, readonly Who[]> = {
  // The union hears of a penalty what its own step needs, the archivist what is filed: not the facts.
  密惩事实: ['hr', 'division', 'leader', 'dept'],
  密罚事实: ['branchDept'],
  密困病情: ['chair', 'unionCommittee', 'concerned'],
  密求诉求: ['chair', 'concerned'],
  密谈思想: ['secretary', 'orgMember'],
  密见意见: ['orgMember'],
  密议异议: ['orgMember'],
  密奖事迹: ['chair', 'unionCommittee', 'hr', 'division', 'leader', 'dept'],
  密建建议: ['staff', 'chair', 'unionCommittee', 'division', 'leader', 'dept'],
  密改问题: ['secretary', 'orgMember', 'member'],
  '1234.56': ['staff', 'finance'],
}

/** Commands that show something; `N` stands for each number of a case. */
const questions = [
  '/清单 N',
  '/材料 N',
  '/导出 N',
  '/任务',
  '/任务 全部',
  ...['三会一课', '整改', '建议', '困难', '会费', '奖励', '奖惩', '请示报告', '意见', '公示'].map(
    (kind) => `/台账 ${kind}`,
  ),
  '/表决 结果',
  '/表决 名单',
  '/意见 汇总 Y2026-001',
  '/公示 异议 G2026-001',
  '/公示 查询',
  '/公示 查询 G2026-001',
  '/进度',
  '/提醒 记录',
  '/请示 查询',
  '/报告 列表',
  '/整改',
  '/整改 查看 Z2026-001',
  '/建议 列表',
  '/建议 查询 L2026-001',
  '/会费 查询',
  '/会费 明细',
  '/帮扶 汇总 2026年',
]

/** Documents are asked for by those who could draft others. */
const documents = ['/文书 N 处罚审批表', '/文书 N 困难职工档案表', '/文书 N 奖励审批表']
const drafters: readonly Who[] = ['secretary', 'member', 'chair', 'staff', 'superior']

beforeAll(() => playRestrictedScene(bot))

const numbers = async () =>
  (await bot.db.sql<{ number: string }[]>`select distinct number from process_instance`).map(
    (one) => one.number,
  )
/** Asks many things at once, as an impatient person would; what is answered is read when all is sent. */
async function asksAll(who: string, where: string, texts: readonly string[]): Promise<void> {
  const chat = bot.standIn.chats().find(({ name }) => name === where)
  const place = chat ? { chatId: chat.chatId } : ({ private: true } as const)
  const said = await Promise.all(texts.map((text) => bot.standIn.says(bot.openId(who), place, text)))
  expect(said.filter(({ status }) => status !== 200)).toEqual([])
}
const heard = (where: string, from = 0) => bot.messages(where).slice(from).map(textOf).join('\n')

describe('restricted matters', () => {
  it('are told to their circle and to nobody else, whoever asks what, wherever', async () => {
    const all = await numbers()
    expect(all.length).toBeGreaterThanOrEqual(5)
    const about = (some: readonly string[]) =>
      some.flatMap((one) => (one.includes('N') ? all.map((no) => one.replace('N', no)) : [one]))
    const before = new Map(Object.values(people).map((name) => [name, bot.messages(name).length]))
    const asks: [who: string, where: string, some: readonly string[]][] = [
      ...Object.values(people).map((who): [string, string, readonly string[]] => [who, '私聊', questions]),
      ...drafters.map((who): [string, string, readonly string[]] => [people[who], '私聊', documents]),
      ['张伟', branch, questions],
      ['钱主席', union, questions],
      ['杨职工', union, questions],
    ]
    for (const [who, where, some] of asks) await asksAll(who, where, about(some))
    await bot.settle()
    const readers = Object.fromEntries(
      Object.keys(matters).map((mark) => [
        mark,
        Object.entries(people)
          .filter(([, name]) => heard(name, before.get(name)).includes(mark))
          .map(([who]) => who)
          .sort(),
      ]),
    )
    const wanted = Object.fromEntries(Object.entries(matters).map(([mark, who]) => [mark, [...who].sort()]))
    expect(readers).toEqual(wanted)
    const inGroups = groups.flatMap((where) =>
      Object.keys(matters)
        .filter((mark) => heard(where).includes(mark))
        .map((mark) => `${mark} in ${where}`),
    )
    expect(inGroups).toEqual([])
  }, 180_000)

  it('are foreseen to nobody: what one will be reminded of names no content', async () => {
    for (const who of ['张伟', '钱主席']) {
      const card = textOf(await bot.says(who, '私聊', '/提醒 预告'))
      for (const mark of Object.keys(matters).filter((one) => !['密谈思想', '密改问题'].includes(one)))
        expect(card).not.toContain(mark)
    }
  })

  it('are in no line of the log, no entry of the audit, no figure, no list of the command line', async () => {
    expect(bot.log.length).toBeGreaterThan(30)
    const audit = await bot.db.sql<{ body: string }[]>`select body from audit`
    const metrics = await bot.service.app.inject({ url: '/metrics' })
    const listed = await zhibu(['reminders'], [], { DATABASE_URL: bot.db.url, DATA_DIR: bot.dataDir })
    expect(metrics.statusCode).toBe(200)
    expect(listed.code).toBe(0)
    const texts = {
      log: bot.log,
      audit: audit.map(({ body }) => body),
      metrics: [metrics.body],
      cli: [listed.out],
    }
    for (const [where, lines] of Object.entries(texts))
      for (const mark of Object.keys(matters))
        expect(
          lines.filter((line) => line.includes(mark)),
          `${mark} in ${where}`,
        ).toEqual([])
  })

  it('stand in the database as nobody can read them without the key', async () => {
    const tables = (await tablesOf(bot.db.sql)).map(({ name }) => name)
    const sealed = [
      '密惩事实',
      '密罚事实',
      '密困病情',
      '密求诉求',
      '密谈思想',
      '密见意见',
      '密议异议',
      '密建建议',
    ]
    const found: string[] = []
    for (const table of tables)
      for (const mark of sealed) {
        const [row] = await bot.db.sql.unsafe<{ n: number }[]>(
          `select count(*)::int as n from "${table}" t where t::text like '%${mark}%'`,
        )
        if (row && row.n > 0) found.push(`${mark} in ${table}`)
      }
    expect(found).toEqual([])
  })

  it('open with their own key only, and the doctor says which is there', async () => {
    const doctor = async (env: Record<string, string>) =>
      (await zhibu(['doctor'], [], { DATABASE_URL: bot.db.url, DATA_DIR: bot.dataDir, ...env })).out
    expect(await doctor({})).toContain('限定内容的密钥：可以打开')
    const other = await doctor({ FILES_KEY: Buffer.alloc(32, 7).toString('base64') })
    expect(other).toContain('限定内容的密钥：打不开已加密的文字和文件')
    expect(await doctor({ DATA_DIR: join(bot.dataDir, 'elsewhere') })).toContain('但密钥不在或不能使用')
  })

  it('of before the seals are read as they are, and sealed when they are written again', async () => {
    await bot.db.sql`update opinion set content = '从前的意见'`
    expect(textOf(await bot.says('李四', '私聊', '/意见 汇总 Y2026-001'))).toContain('从前的意见')
    await bot.says('赵六', '私聊', '/意见 提交 后来的意见')
    const [row] = await bot.db.sql<{ content: string }[]>`select content from opinion`
    expect(row?.content).toMatch(/^sealed:1:/)
    expect(textOf(await bot.says('李四', '私聊', '/意见 汇总 Y2026-001'))).toContain('后来的意见')
  })
})
