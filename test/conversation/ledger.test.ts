import { beforeAll, describe, expect, it } from 'vitest'
import { createStorage } from '../../src/db/stores/unit.ts'
import { ledgers } from '../../src/domain/ledgers/index.ts'
import { ledgerRows } from '../../src/domain/ledgers/rows.ts'
import { createFieldKeys } from '../../src/papers/storage/field-keys.ts'
import { masterKeyOf } from '../../src/papers/storage/master-key.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const problem = '谈心谈话流于形式'

describe('ledgers', () => {
  const bot = useTestBot({ fresh: 'file' })
  const union = '机关工会'
  let branch = ''
  const group = (where: string) => bot.messages(where).map(textOf).join('\n')

  beforeAll(async () => {
    ;({ branch } = await bot.bindBranch(['张伟', '李四', '王五']))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.group(union, ['赵主席', '孙委员', '周职工', '吴人事'])
    await bot.clicks(
      '赵主席',
      await bot.says('赵主席', union, '/绑定 工会 机关工会 上级=机关第一党支部'),
      '确认',
    )
    await bot.says('赵主席', union, '/党员 任职 孙委员 工会委员')
    await bot.says('赵主席', union, '/党员 任职 吴人事 人事负责人')
    await bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-04 15:00 议题=讨论工作计划；研究发展对象 地点=二楼会议室',
    )
    await bot.says('张伟', branch, `/整改 新建 ${problem} 措施=每月谈心一次 责任人=王五 期限=2026-12-10`)
    await bot.says('张伟', branch, '/请示 新建 购置设备 主送=县直工委')
    await bot.says('张伟', branch, '/报告 新建 工作报告 正文=一切正常')
    await bot.says('李四', branch, '/上级指示 登记 某某工程 密级=机密 文号=局密〔2026〕3号')
    await bot.says('张伟', branch, '/公示 发布 先进名单 内容=拟表彰周八')
    await bot.says('张伟', branch, '/意见 发起 学习安排')
  })

  it.each([
    ['三会一课', ['D2026-001', '党员大会', '2026-12-04', '讨论工作计划；研究发展对象', '未召开']],
    ['整改 本年', ['Z2026-001', '每月谈心一次', '王五', '整改中']],
    ['请示报告 2026年', ['Q2026-001', '购置设备', 'R2026-001', 'S2026-001', '涉密文件', '局密〔2026〕3号']],
    ['公示 本季度', ['G2026-001', '先进名单', '公示中', '2026-11-27']],
    ['意见 11月', ['Y2026-001', '学习安排', '征求中']],
  ])('%s is a table of its rows', async (words, shown) => {
    const text = textOf(await bot.says('王五', branch, `/台账 ${words}`))
    for (const one of shown) expect(text).toContain(one)
    expect(text).not.toContain('某某工程')
  })

  it('takes the other spelling, counts by period, and says when there is nothing', async () => {
    expect(textOf(await bot.says('王五', branch, '/台帐 请示报告 去年'))).toContain('这一时段没有记录')
    expect(textOf(await bot.says('王五', branch, '/台账 什么'))).toContain('可选')
    expect(textOf(await bot.says('王五', branch, '/台账 意见 某时'))).toContain('没有看懂')
  })

  it.each([
    ['张伟', '私聊', true],
    ['张伟', '机关第一党支部', false],
    ['李四', '私聊', true],
    ['王五', '私聊', false],
  ])('the rectification ledger shows problems to the committee in private only: %s in %s', async (who, where, sees) => {
    const text = textOf(await bot.says(who, where, '/台账 整改'))
    expect(text).toContain('每月谈心一次')
    expect(text.includes(problem)).toBe(sees)
  })

  it.each([
    ['赵主席', '困难', true],
    ['孙委员', '困难', true],
    ['吴人事', '困难', false],
    ['周职工', '困难', false],
    ['赵主席', '奖惩', false],
    ['吴人事', '奖惩', true],
    ['周职工', '奖惩', false],
    ['孙委员', '建议', true],
    ['周职工', '建议', false],
    ['孙委员', '会费', true],
    ['周职工', '会费', false],
  ])('a ledger is for its circle: %s asks for %s → %s', async (who, ledger, may) => {
    const answer = await bot.says(who, union, `/台账 ${ledger}`)
    expect(textOf(answer).includes(`${ledger}台账`)).toBe(may)
    if (!may) expect(textOf(answer)).toContain('仅限')
    if (may && ledger !== '会费') {
      expect(bot.messages(union).some((one) => one.messageId === answer.messageId)).toBe(false)
      expect(group(union)).not.toContain(`${ledger}台账`)
    }
  })

  it('turns pages, each of so many rows that a card holds', async () => {
    for (let at = 2; at <= 13; at++) await bot.says('张伟', branch, `/请示 新建 第${at}件事 主送=县直工委`)
    const first = await bot.says('王五', branch, '/台账 请示报告')
    expect(textOf(first)).toContain('第1/2页')
    expect(textOf(first)).not.toContain('上一页')
    expect(await bot.clicks('王五', first, '下一页')).toMatchObject({ toast: '第2页' })
    const second = bot.latest(branch, '第2/2页')
    expect(textOf(second)).toContain('上一页')
    const numbers = [first, second].flatMap((one) => textOf(one).match(/[QRS]2026-\d{3}/g) ?? [])
    expect(new Set(numbers).size).toBe(15)
  })

  it('keeps no row of a ledger in a stored message', async () => {
    const outbox = (await bot.db.sql`select content::text as content from outgoing`).map((one) =>
      String(one.content),
    )
    expect(outbox.some((one) => one.includes('ledger.page'))).toBe(true)
    expect(outbox.join('\n')).not.toContain('每月谈心一次')
  })

  it('every ledger can be asked of every organisation, and its rows have its columns', async () => {
    const organisations = await bot.db.sql<
      { id: string; tenant_id: string }[]
    >`select id, tenant_id from organisation`
    const storage = createStorage({
      db: bot.db.db as never,
      tenantId: organisations[0]?.tenant_id ?? '',
      clock: bot.clock,
      fieldKeys: createFieldKeys({
        tenantId: organisations[0]?.tenant_id ?? '',
        masterKey: masterKeyOf(bot.dataDir, undefined),
      }),
    })
    for (const { id } of organisations)
      for (const ledger of ledgers) {
        const query = {
          organisationId: id,
          period: { start: '2026-01-01', end: '2026-12-31' },
          zone: 'Asia/Shanghai',
        }
        const rows = await storage.unit((unit) => ledgerRows(unit.ledgerRows, ledger, query))
        for (const row of rows)
          expect(Object.keys(row).sort()).toEqual(ledger.columns.map(({ key }) => key).sort())
      }
  })
})
