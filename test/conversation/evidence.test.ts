import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const people = ['张伟', '李四', '王五', '孙七']
const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7\n${text}`)

describe('evidence in', () => {
  let branch: string
  let checklist: Message
  beforeAll(async () => {
    ;({ branch } = await bot.bindBranch(people))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    checklist = await bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划 地点=二楼会议室',
    )
  })
  const evidence = () =>
    bot.db.sql`select step, title, url, file_id, withdrawn_at from evidence order by submitted_at, id`

  it('takes the file that a person was asked for, once, and shows it on the checklist', async () => {
    expect(await bot.clicks('李四', checklist, '上传资料', { 步骤: '准备工作报告等会议资料' })).toMatchObject(
      {
        toast: '请在与机器人的私聊中发送文件',
      },
    )
    expect(textOf(bot.latest('李四', '请在本会话中发送文件'))).toContain('准备工作报告')
    const receipt = await bot.sends('李四', '私聊', { name: '议题清单.pdf', bytes: pdf('一') })
    expect(textOf(receipt as Message)).toContain('已保存：议题清单.pdf')
    expect(textOf(bot.fresh(checklist))).toContain('材料1份')
    const again = await bot.sends('李四', '私聊', { name: '第二份.pdf', bytes: pdf('二') })
    expect(textOf(again as Message)).toContain('还不知道这份材料属于哪件事项')
    expect(await evidence()).toHaveLength(1)
  })

  it('asks for the step when a file answers the checklist, and keeps it by its hash', async () => {
    const asked = await bot.sends(
      '李四',
      branch,
      { name: '../../etc/签到\u202e表.pdf', bytes: pdf('三') },
      checklist,
    )
    expect(textOf(asked as Message)).toContain('这份材料属于哪个步骤')
    expect(await bot.clicks('李四', asked as Message, '提交', { 步骤: '做好开会通知' })).toMatchObject({
      toast: '已提交',
    })
    const [row] = await bot.db
      .sql`select name, sha256, address, sealed, media_type from stored_file where name like '%签到表%'`
    expect(row).toMatchObject({ name: '_.._etc_签到表.pdf', sealed: false, media_type: 'application/pdf' })
    expect(row?.address).toBe(row?.sha256)
  })

  it('keeps a link to a cloud document as it is and fetches nothing; files among people are talk', async () => {
    expect(await bot.sends('王五', branch, { name: '闲聊.pdf', bytes: pdf('x') })).toBeNull()
    const list = await bot.says('李四', '私聊', '/材料 D1')
    const text = '见 https://abc.feishu.cn/docx/AbCd?from=1 和 http://169.254.169.254/docx/x'
    await bot.standIn.says(bot.openId('李四'), { private: true }, text, { replyTo: list.messageId })
    await bot.settle()
    await bot.clicks('李四', bot.latest('李四', '这份材料属于哪个步骤'), '提交', { 步骤: '形成会议记录' })
    expect((await evidence()).flatMap(({ url }) => url ?? [])).toEqual([
      'https://abc.feishu.cn/docx/AbCd?from=1',
    ])
    expect(textOf(bot.fresh(list))).toContain('https://abc.feishu.cn/docx/AbCd')
  })

  it.each([
    ['a program', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3]), '不能识别这种文件'],
    ['an archive', new Uint8Array([0x50, 0x4b, 3, 4, ...Array(40).fill(0)]), '不接收压缩包'],
  ])('refuses %s in words, and keeps nothing', async (_what, bytes, sentence) => {
    const before = (await evidence()).length
    await bot.clicks('李四', checklist, '上传资料', { 步骤: '准备工作报告等会议资料' })
    const receipt = await bot.sends('李四', '私聊', { name: 'a.pdf', bytes })
    expect(textOf(receipt as Message)).toContain(sentence)
    expect(await evidence()).toHaveLength(before)
  })

  it('hands a file back to whoever may see it, in private, and records it', async () => {
    const list = await bot.says('王五', branch, '/材料 D1')
    expect(textOf(list)).toContain('议题清单.pdf')
    const [first] = await bot.db.sql`select id from evidence order by submitted_at, id limit 1`
    expect(await bot.clicks('王五', list, '取回', { 材料: first?.id })).toMatchObject({
      toast: '文件已私聊发送',
    })
    const sent = bot.messages('王五').at(-1) as Message
    expect(bot.fileOf(sent)).toMatchObject({ name: '议题清单.pdf' })
    expect(new TextDecoder().decode(bot.fileOf(sent).bytes)).toBe('%PDF-1.7\n一')
    expect(await bot.db.sql`select action from audit where action = 'file.read'`).toHaveLength(1)
    expect(await bot.clicks('王五', list, '撤下', { 材料: first?.id })).toMatchObject({ tone: 'warning' })
    expect(await bot.clicks('李四', list, '撤下', { 材料: first?.id })).toMatchObject({ toast: '已撤下' })
    expect(textOf(bot.fresh(list))).not.toContain('议题清单.pdf')
  })

  it('closes no step that demands evidence without it, seals what is restricted, and shows it to no outsider', async () => {
    await bot.db.sql`update process_instance set template = jsonb_set(jsonb_set(template,
      '{steps,3,config,evidence_required}', 'true'), '{steps,3,visibility}', '"restricted"') where number = 'D2026-001'`
    const label = '准备工作报告等会议资料'
    await bot.db.sql`update evidence set withdrawn_at = now()`
    expect(await bot.ticks('张伟', checklist, label)).toMatchObject({
      tone: 'warning',
      toast: expect.stringContaining('要有佐证材料'),
    })
    await bot.clicks('李四', checklist, '上传资料', { 步骤: label })
    await bot.sends('李四', '私聊', { name: '机密.pdf', bytes: pdf('四') })
    const [file] = await bot.db
      .sql`select id, sealed, address, sha256 from stored_file where name = '机密.pdf'`
    expect(file?.sealed).toBe(true)
    expect(file?.address).not.toBe(file?.sha256)
    expect(textOf(await bot.says('王五', branch, '/材料 D1'))).toContain('另有1份限定人员可见')
    const open = await bot.says('李四', '私聊', '/材料 D1')
    expect(textOf(open)).toContain('机密.pdf')
    const [one] = await bot.db.sql`select id from evidence where withdrawn_at is null`
    const list = bot.latest(branch, '材料：')
    await expect(bot.clicks('王五', list, '取回', { 材料: one?.id })).rejects.toThrow('取回')
    await bot.clicks('李四', open, '取回', { 材料: one?.id })
    expect(new TextDecoder().decode(bot.fileOf(bot.messages('李四').at(-1) as Message).bytes)).toContain('四')
    expect(await bot.ticks('张伟', checklist, label)).toMatchObject({ toast: '已记录完成' })
  })
})
