import { beforeAll, describe, expect, it } from 'vitest'
import { ledgers } from '../../src/domain/ledgers/index.ts'
import { ledgerRows } from '../../src/domain/ledgers/rows.ts'
import { inUnit } from '../helpers/in-unit.ts'
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
    const organisations = await bot.db.sql<{ id: string }[]>`select id from organisation`
    for (const { id } of organisations)
      for (const ledger of ledgers) {
        const query = {
          organisationId: id,
          period: { start: '2026-01-01', end: '2026-12-31' },
          zone: 'Asia/Shanghai',
        }
        const rows = await inUnit(bot, (unit) => ledgerRows(unit.ledgerRows, ledger, query))
        for (const row of rows)
          expect(Object.keys(row).sort()).toEqual(ledger.columns.map(({ key }) => key).sort())
      }
  })

  const said = (who: string, where: string, texts: string[]) => {
    const chat = bot.standIn.chats().find(({ name }) => name === where)
    const place = chat ? { chatId: chat.chatId } : ({ private: true } as const)
    return Promise.all(texts.map((text) => bot.standIn.says(bot.openId(who), place, text)))
  }
  const eleven = (text: (n: number) => string) => Array.from({ length: 11 }, (_, at) => text(at + 1))

  it('every kind has pages, restricted ones in private', async () => {
    const day = (n: number) => `2026-12-${String(n).padStart(2, '0')}`
    await said(
      '张伟',
      branch,
      eleven((n) => `/会议 新建 党课 ${day(n)} 15:00 主题=第${n}课`),
    )
    await said(
      '张伟',
      branch,
      eleven((n) => `/整改 新建 问题${n} 措施=措施${n} 责任人=王五 期限=2026-12-10`),
    )
    await said(
      '张伟',
      branch,
      eleven((n) => `/意见 发起 主题${n}`),
    )
    await said(
      '张伟',
      branch,
      eleven((n) => `/公示 发布 名单${n} 内容=拟表彰第${n}组`),
    )
    await said(
      '周职工',
      '私聊',
      eleven((n) => `/建议 更换第${n}盏灯`),
    )
    await said(
      '周职工',
      '私聊',
      eleven((n) => `/求助 诉求内容=诉求${n}`),
    )
    await said(
      '赵主席',
      union,
      eleven((n) => `/奖励 新建 姓名=周职工 事迹=事迹${n}`),
    )
    await said(
      '赵主席',
      union,
      eleven((n) => `/事项 新建 会费管理和公示公开 第${n}期会费`),
    )
    await bot.settle()
    for (const [who, where, kind] of [
      ['王五', branch, '三会一课'],
      ['王五', branch, '整改'],
      ['王五', branch, '意见'],
      ['王五', branch, '公示'],
      ['王五', branch, '请示报告'],
      ['赵主席', union, '建议'],
      ['赵主席', union, '困难'],
      ['赵主席', union, '奖励'],
      ['吴人事', union, '奖惩'],
      ['赵主席', union, '会费'],
    ] as const) {
      const first = await bot.says(who, where, `/台账 ${kind} 2026年`)
      const alone = !bot.messages(where).some(({ messageId }) => messageId === first.messageId)
      expect(alone, kind).toBe(ledgers.find(({ label }) => label === kind)?.restricted)
      expect(textOf(first), kind).toContain('第1/2页')
      await bot.clicks(who, first, '下一页')
      const second = bot.latest(alone ? who : where, '第2/2页')
      const total = Number(/共(\d+)项/.exec(textOf(first))?.[1])
      const numbers = [first, second].flatMap((one) => textOf(one).match(/\b[A-Z]2026-\d{3}(?=\n)/g) ?? [])
      expect(new Set(numbers).size, kind).toBeGreaterThanOrEqual(Math.min(total, 11))
    }
  })

  it.each([
    '2026-13',
    '2026年13月',
    '2026-Q5',
    '时段=下辈子',
    '时段=20206',
  ])('a period that is none is asked for again: %s', async (period) => {
    const text = textOf(await bot.says('王五', branch, `/台账 三会一课 ${period}`))
    expect(text).toContain('请补充：台账')
    expect(text).toMatch(/没有看懂.*请写成 2026-10（月）、2026-Q4（季度）或 2026（年度）/)
  })
})
