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
    expect(await says('/进度 本月')).toContain('党费收缴（11月）\n2026-11\n待安排')
  })

  it('count who has paid, and are complete with the last of them', async () => {
    expect(await says('/登记 党费收缴 张伟、李四')).toContain('已登记2人，应3人')
    expect(await says('/登记 党费收缴 张伟、李四')).toContain('没有重复登记')
    expect(await says('/进度 本月')).toContain('已登记2人，应3人')
    expect(await says('/登记 党费收缴 全体=是')).toContain('本次登记\n1条')
    expect(await says('/进度 本月')).toContain('按期完成')
    expect(await says('/登记 党费收缴 王五 撤销=是')).toContain('本次撤销\n1条')
    expect(await says('/登记 党费收缴 王五 撤销=是')).toContain('没有变化')
    expect(await says('/登记 党费收缴 全体=是 所属期=2026-10')).toContain('已登记3人，应3人\n状态\n缺开') // after the time for it
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
