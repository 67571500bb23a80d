import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const says = async (text: string, who = '张伟') => textOf(await bot.says(who, branch, text))

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五', '赵六'])
})

describe('bodies with their dates', () => {
  it('asks for committee meetings from the day of set-up, short first periods are not asked for', async () => {
    expect(await says('/进度 本年')).not.toContain('支部委员会会议')
    expect(await says('/支委会 成立 日期=2026-11-20')).toContain('支委会自11月20日（周五）起成立')
    expect(await says('/进度 本季度')).toContain('支部委员会会议（11月）\n2026-11\n不作要求')
    expect(await says('/支委会 成立 日期=2026-11-10')).toContain('原登记：2026-11-20')
    expect(await says('/进度 本季度')).toContain('支部委员会会议（11月）\n2026-11\n待安排')
  })

  it('asks for group meetings from the day a group was formed to its last day', async () => {
    expect(await says('/党小组 新建 第一党小组 组长=赵六 日期=2026-11-05')).toContain('组长赵六')
    expect(await says('/进度 本月')).toContain('党小组会（11月）')
    expect(await says('/党小组 撤销 第一党小组 日期=2026-11-22')).toContain('自11月22日（周日）起撤销')
    expect(await says('/党小组 撤销 第二党小组')).toContain('没有名为“第二党小组”的党小组')
  })
})

describe('leave of the superior', () => {
  it('exempts with a document, once, and is shown with its state', async () => {
    const line = '/免开 登记 党员大会 2026-Q4 文号=局党〔2026〕45号 日期=2026-11-20'
    expect(await says(line)).toContain('局党〔2026〕45号，2026-11-20')
    expect(await says(line)).toContain('已经登记过“经批准免开”')
    expect(await says('/进度 本季度')).toContain('支部党员大会\n2026-Q4\n经批准免开')
  })

  it('does not exempt from what is to be held at least once a year, but moves its window', async () => {
    await says('/支委会 成立 日期=2026-10-01')
    expect(await says('/免开 登记 民主生活会 2026 文号=甲1号 日期=2026-11-20')).toContain('不能登记免开')
    expect(await says('/延期 登记 民主生活会 2026 至=2027-02-28 文号=甲1号 日期=2026-11-20')).toContain(
      '可在2027年2月28日（周日）前召开，按期计算',
    )
    expect(await says('/进度 本年')).toContain('2027年2月28日')
  })

  it('refuses what does not fit, and changes nothing', async () => {
    const refused: [string, string][] = [
      ['/免开 登记 党员大会 2026-11 文号=甲 日期=2026-11-20', '周期请写成 2026-Q4'],
      ['/免开 登记 支委会 2026-12 文号=甲 日期=2026-11-30', '还没有到'],
      [
        '/延期 登记 支委会 2026-12 至=2026-12-20 文号=甲 日期=2026-11-20',
        '且不晚于下一周期结束（2027-01-31）',
      ],
      ['/免开 登记 支委会 2026-09 文号=甲 日期=2026-11-20', '不适用'],
      ['/免开 登记 支委会 十二月', '没有看懂“十二月”'],
    ]
    for (const [line, answer] of refused) expect(await says(line)).toContain(answer)
    expect(await says('/免开 登记 支委会 2026-12 文号=甲 日期=2026-11-20', '王五')).toContain('该事项仅限')
    expect(await bot.db.sql`select 1 from obligation_override`).toHaveLength(2)
  })

  it('is taken off the file by a button, once', async () => {
    const card = await bot.says('张伟', branch, '/免开 查询')
    const [row] = await bot.db.sql`select id from obligation_override where kind = 'exemption'`
    expect(textOf(card)).toContain('2026年第4季度支部党员大会\n经批准免开')
    expect((await bot.clicks('王五', card, '撤销登记')).toast).toContain('该事项仅限')
    expect((await bot.clicks('张伟', card, '撤销登记')).toast).toBe('已撤销登记')
    expect((await bot.clicks('张伟', card, '撤销登记').catch(() => ({ toast: '' }))).toast).not.toBe(
      '已撤销登记',
    )
    const left = await bot.db.sql`select id from obligation_override where withdrawn_at is null`
    expect(left).toHaveLength(1)
    expect(row).toBeDefined()
  })
})

describe('the end of a branch', () => {
  it('is asked for on a card, and its duties end with it', async () => {
    const card = await bot.says('张伟', branch, '/组织 撤销 日期=2026-11-25 文号=局党〔2026〕60号')
    expect((await bot.clicks('张伟', card, '确认')).toast).toBe('已登记')
    expect(await says('/进度 本季度')).not.toContain('支部委员会会议（12月）')
    expect(await says('/组织 撤销 日期=2020-01-01 文号=甲')).toContain('不能早于成立日期')
  })
})
