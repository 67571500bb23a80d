import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })

describe('retention', () => {
  let branch: string
  beforeAll(async () => {
    ;({ branch } = await bot.bindBranch(['张伟', '李四', '王五']))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    const checklist = await bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论计划 地点=二楼会议室',
    )
    for (const name of ['甲.pdf', '乙.pdf']) {
      await bot.clicks('李四', checklist, '上传资料', { 步骤: '准备工作报告等会议资料' })
      await bot.sends('李四', '私聊', { name, bytes: new TextEncoder().encode(`%PDF-1.7 ${name}`) })
    }
    // Ten years go by in the row and not on the clock, which would bring a decade of reminders.
    await bot.db.sql`update stored_file set created_at = '2016-01-01'`
  })
  const run = async () => {
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
  }
  const files = () => bot.db.sql`select name, address, sha256, deleted_at from stored_file order by name`

  it('proposes nothing of what is under a legal hold', async () => {
    await bot.says('张伟', branch, '/档案 保全 D1 原因=接受巡察')
    expect(textOf(await bot.says('张伟', branch, '/档案 保全 D1 原因=接受巡察'))).toContain('已经处于保全')
    await run()
    expect(await bot.db.sql`select 1 from disposal`).toHaveLength(0)
    expect(textOf(await bot.says('王五', branch, '/档案 解除 D1'))).toContain('仅')
    await bot.says('张伟', branch, '/档案 解除 D1')
  })

  it('proposes once what is past its time, in private, and deletes nothing by itself', async () => {
    await run()
    await run()
    expect(await bot.db.sql`select state from disposal`).toEqual([{ state: 'proposed' }])
    expect(textOf(bot.latest('张伟', '销毁清单'))).toContain('甲.pdf')
    expect(bot.messages(branch).some((one) => textOf(one).includes('到期档案'))).toBe(false)
    expect((await files()).every(({ address }) => address !== null)).toBe(true)
  })

  it('takes two different persons, and leaves the hash as proof', async () => {
    const [first, second] = [bot.latest('张伟', '销毁清单'), bot.latest('李四', '销毁清单')]
    expect(await bot.clicks('张伟', first, '确认')).toMatchObject({ toast: '已确认，还需另一人确认' })
    expect(await bot.clicks('张伟', first, '确认')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('另一位'),
    })
    expect((await files()).every(({ address }) => address !== null)).toBe(true)
    expect(await bot.clicks('李四', second, '确认')).toMatchObject({ toast: '两人均已确认，开始销毁' })
    expect(await files()).toMatchObject([
      { name: '乙.pdf', address: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { name: '甲.pdf', address: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])
    expect(textOf(bot.fresh(first))).toContain('已销毁')
    expect(await bot.db.sql`select action from audit where action = 'file.delete'`).toHaveLength(2)
    const list: Message = await bot.says('李四', branch, '/材料 D1')
    const [one] = await bot.db.sql`select id from evidence limit 1`
    expect(await bot.clicks('李四', list, '取回', { 材料: one?.id })).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('保管期限'),
    })
  })

  it('keeps what one person does not want to lose', async () => {
    await bot.says('李四', branch, '/文书 D1 会议通知')
    await bot.db.sql`update stored_file set created_at = '2010-01-01' where deleted_at is null`
    await run()
    const card = bot.latest('李四', '待确认')
    expect(await bot.clicks('李四', card, '取消')).toMatchObject({ toast: '已保留' })
    expect(await bot.db.sql`select 1 from stored_file where address is not null`).toHaveLength(1)
  })
})
