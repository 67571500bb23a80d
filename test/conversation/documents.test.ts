import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { wordsOfDocument } from '../papers/words-of-document.ts'

const bot = useTestBot({ fresh: 'file' })
const people = ['张伟', '李四', '王五']

describe('documents out', () => {
  let branch: string
  beforeAll(async () => {
    ;({ branch } = await bot.bindBranch(people))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划<w:p/>&；{{branch}} 地点=二楼会议室',
    )
    await bot.says('李四', branch, '/通知 D1')
    await bot.moveTo('2026-12-25T15:00:00+08:00')
    const signIn = await bot.says('李四', branch, '/签到')
    for (const who of ['张伟', '李四', '王五']) await bot.clicks(who, signIn, '签到')
    await bot.clicks('李四', signIn, '确认')
    const ballot = await bot.says('张伟', branch, '/表决 发起 通过2027年工作计划 会议=D1 方式=公开')
    for (const who of people) await bot.clicks(who, ballot, '赞成')
    await bot.says('张伟', branch, '/表决 截止')
  })
  const lastFile = (who: string) =>
    bot.fileOf(bot.messages(who).findLast(({ resource }) => resource) as Message)

  it('drafts the minutes from what happened, each figure with the number of its record', async () => {
    await bot.says('李四', branch, '/文书 D1 会议记录')
    const card = bot.latest(branch, '文书：')
    expect(textOf(card)).toContain('由李四定稿')
    expect(textOf(card)).toContain('散会时间')
    const file = lastFile('李四')
    expect(file.name).toMatch(/会议记录 D2026-001 第1稿\.docx$/)
    const words = await wordsOfDocument(file.bytes)
    expect(words).toMatchSnapshot()
    expect(words).toContain('赞成3人，反对0人，弃权0人。结果：通过（表决记录：B2026-001）')
    expect(words).toContain('签到记录：D2026-001')
  })

  it('is corrected on its card, by an edited file, and signed by whom the process names', async () => {
    const card = bot.latest(branch, '文书：')
    expect(await bot.clicks('李四', card, '定稿')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('散会时间'),
    })
    await bot.clicks('李四', card, '提交', { 散会时间: '17:00', 主持人总结: '同志们讨论充分' })
    expect(await wordsOfDocument(lastFile('李四').bytes)).toContain('15:00至17:00')
    expect(textOf(bot.fresh(card))).toContain('第2稿')
    const sent = bot.messages('李四').findLast(({ resource }) => resource) as Message
    const edited = await bot.sends(
      '李四',
      '私聊',
      { name: '修改稿.docx', bytes: lastFile('李四').bytes },
      sent,
    )
    expect(textOf(edited as Message)).toContain('已保存')
    expect(textOf(bot.fresh(card))).toContain('上传的修改稿')
    expect(await bot.clicks('王五', card, '定稿')).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('由李四签发'),
    })
    expect(await bot.clicks('李四', card, '定稿')).toMatchObject({ toast: '已定稿' })
    expect(textOf(bot.fresh(card))).toContain('已定稿')
    expect(
      await bot.db
        .sql`select v.version, origin from document_version v join document d on d.id = v.document_id
      where d.kind = 'minutes' order by v.version`,
    ).toEqual([
      { version: 1, origin: 'records' },
      { version: 2, origin: 'form' },
      { version: 3, origin: 'upload' },
    ])
    expect(textOf(await bot.says('张伟', branch, '/材料 D1'))).toContain('会议记录')
    await bot.says('李四', branch, '/文书 D1 会议记录')
    expect(textOf(bot.latest(branch, '文书：'))).toContain('已定稿')
  })

  it.each([
    '会议通知',
    '签到表',
    '票决汇总',
    '情况报告',
    '学习和党课记录',
    '决议',
  ])('makes %s', async (kind) => {
    await bot.says('李四', branch, `/文书 D1 ${kind}`)
    expect(await wordsOfDocument(lastFile('李四').bytes)).toMatchSnapshot()
  })

  it('asks for a kind that it does not know, with those that it does', async () => {
    expect(textOf(await bot.says('李四', branch, '/文书 D1 情书'))).toContain('可选：')
    expect(textOf(await bot.says('王五', branch, '/文书 D1 会议记录'))).toContain('仅')
  })
})
