import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const says = async (words: string, who = '张伟') => textOf(await bot.says(who, branch, words))

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五'])
})

describe('registers of people', () => {
  it('are kept only for a duty that the organisation has chosen', async () => {
    expect(await says('/登记 党费收缴 张伟')).toContain('/设置 党费收缴 启用')
    expect(await bot.db.sql`select 1 from duty_record`).toHaveLength(0)
    await says('/设置 党费收缴 启用')
    await says('/设置 谈心谈话 启用')
    expect(await says('/进度 本月')).toContain('党费收缴（11月）\n2026-11\n待收缴\n11月30日（周一）前收齐')
  })

  it('count who has paid, and are complete with the last of them', async () => {
    expect(await says('/登记 党费收缴 张伟、李四')).toContain('已登记2人，应3人')
    expect(await says('/登记 党费收缴 张伟、李四')).toContain('没有重复登记')
    expect(await says('/进度 本月')).toContain('已登记2人，应3人')
    expect(await says('/登记 党费收缴 全体=是')).toContain('本次登记\n1条')
    expect(await says('/进度 本月')).toContain('按期收齐')
    expect(await says('/登记 党费收缴 王五 撤销=是')).toContain('本次撤销\n1条')
    expect(await says('/登记 党费收缴 王五 撤销=是')).toContain('没有变化')
    expect(await says('/登记 党费收缴 全体=是 所属期=2026-10')).toContain('已登记3人，应3人\n状态\n欠缴') // after the time for it
  })

  it('tell arrears in private only, to those who keep them', async () => {
    const said = bot.messages(branch).length
    const card = textOf(await bot.says('张伟', branch, '/登记 查询 党费收缴'))
    expect(card).toContain('党费收缴：未登记人员')
    expect(card).toContain('王五')
    expect(card).toContain('2026年11月')
    expect(bot.messages(branch).slice(said).map(textOf).join()).not.toContain('未登记人员')
    expect(await says('/登记 查询 党费收缴', '王五')).toContain('仅限')
  })

  it('count a talk for both, keep nothing of it, and refuse what is no pair', async () => {
    expect(await says('/登记 谈心谈话 张伟、李四 日期=11月10日')).toContain('已登记2人，应3人')
    expect(await says('/登记 谈心谈话 李四、张伟 日期=11月10日')).toContain('没有重复登记')
    expect(await says('/登记 谈心谈话 张伟')).toContain('两位不同的人')
    expect(await says('/登记 谈心谈话 张伟、李四 所属期=2026-11')).toContain('周期请写成')
    expect(await says('/登记 谈心谈话 王五、李四')).toContain('按期完成')
  })

  it('are open to those who keep them, and are entered in the audit', async () => {
    expect(await says('/登记 党费收缴 王五', '王五')).toContain('仅限')
    expect(await bot.db.sql`select 1 from audit where action like 'register.%'`).toHaveLength(6)
  })
})

describe('what is no meeting', () => {
  const meetingWords = /召开|补开|缺开|未开|尚未安排|待安排/
  const part = (text: string, from: string) => {
    const lines = text.slice(text.indexOf(`\n${from}\n`) + 1).split('\n')
    const end = lines.findIndex(
      (line, index) => index > 1 && /^(今日提醒|(?!稍后).+提醒$|逾期：|.+即将到期$)/.test(line),
    )
    return lines.slice(0, end < 0 ? undefined : end).join('\n')
  }

  it('is reminded of in its own words', async () => {
    await bot.moveTo('2026-12-01T10:00:00+08:00')
    const due = part(textOf(bot.latest('张伟', '党费收缴即将到期')), '党费收缴即将到期')
    expect(due).toContain('尚未完成党费收缴')
    const overdue = part(textOf(bot.latest('张伟', '逾期：党费收缴')), '逾期：党费收缴')
    expect(overdue).toContain('2026年11月党费收缴应于11月30日（周一）前收齐，尚未收齐。')
    expect(overdue).toContain('可在12月15日（周二）前补缴（记为“逾期收齐”），之后记为“欠缴”')
    expect(overdue).toContain('登记上级同意免缴或延期')
    expect(`${due}${overdue}`).not.toMatch(meetingWords)
  })

  it('is seen and urged by the superior in these words, and counted apart', async () => {
    const superior = '局党委工作群'
    const card = await bot.says('何干事', superior, '/进度 本年')
    expect(textOf(card)).toMatch(/按期\d+项，补开0项，缺开\d+项，欠缴\d+项/)
    await bot.clicks('何干事', card, '查看支部', { branch })
    expect(textOf(bot.latest(superior, `${branch}进度`))).toContain('党费收缴\n2026年11月\n逾期未收齐')
    await bot.clicks('郑书记', card, '全部催办')
    await bot.clicks('郑书记', bot.latest('郑书记', '全部催办'), '确认')
    expect(textOf(bot.latest('张伟', '上级催办'))).toContain(
      '2026年11月党费收缴\n逾期未收齐，可在12月15日（周二）前补缴',
    )
  })

  it('has them in the year’s table and for leave of the superior', async () => {
    const year = await says('/进度 本年')
    expect(year).toContain('欠缴')
    expect(year).toContain('2026-12\n待收缴\n12月31日（周四）前收齐')
    const leave = '/免开 登记 党费收缴 2026-12 文号=局党〔2026〕9号 日期=2026-11-30'
    expect(await says(leave)).toContain('该周期不再要求收齐')
    expect(await says('/进度 本月')).toContain('经批准免缴')
  })
})
