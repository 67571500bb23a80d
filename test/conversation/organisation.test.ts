import { describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const people = ['张伟', '李四', '王五', '赵六', '孙七', '周八']
const branch = '机关第一党支部'
const superior = '局党委工作群'

describe('binding', () => {
  const bot = useTestBot()

  it('changes nothing before 确认, and nothing after 取消', async () => {
    await bot.group(branch, people)
    const card = await bot.says('张伟', branch, `/绑定 支部 ${branch}`)
    expect(textOf(card)).toContain('不在系统内')
    expect(await bot.clicks('张伟', card, '取消')).toEqual({ toast: '已取消', tone: 'info' })
    expect(textOf(bot.fresh(card))).toContain('没有登记名册')
    expect(await bot.db.sql`select 1 from organisation`).toHaveLength(0)
  })

  it('counts the first 确认 and refuses the second, and anybody else’s', async () => {
    await bot.group(branch, people)
    const card = await bot.says('张伟', branch, `/绑定 支部 ${branch}`)
    expect(await bot.clicks('李四', card, '确认')).toMatchObject({ tone: 'warning' })
    expect(await bot.clicks('张伟', card, '确认')).toEqual({ toast: '已绑定', tone: 'success' })
    expect(textOf(bot.fresh(card))).toContain('已登记6人')
    const [row] = await bot.db.sql`select count(*)::int as members from standing where kind = 'formal'`
    expect(row).toEqual({ members: 6 })
  })

  it('refuses a bound group, a taken name and an unknown superior, each with what to do', async () => {
    await bot.bindBranch(people)
    expect(textOf(await bot.says('张伟', branch, '/绑定 支部 另一个支部'))).toContain('已经绑定为')
    await bot.group('第二群', ['钱九', '吴十'])
    expect(textOf(await bot.says('钱九', '第二群', `/绑定 支部 ${branch}`))).toContain('请换一个名称')
    expect(textOf(await bot.says('钱九', '第二群', '/绑定 支部 第二支部 上级=省委'))).toContain(
      '没有找到名为“省委”的上级',
    )
  })

  it('says what to do in a group that is not bound', async () => {
    await bot.group(branch, people)
    expect(textOf(await bot.says('李四', branch, '/进度'))).toContain('本群还没有绑定')
  })

  it('works in groups only', async () => {
    await bot.group(branch, people)
    expect(textOf(await bot.says('李四', '私聊', '/绑定 支部 甲'))).toContain('请在群里使用')
  })
})

describe('the roster', () => {
  const bot = useTestBot()

  it('keeps standings, offices and groups by date', async () => {
    await bot.bindBranch(people)
    expect(textOf(await bot.says('张伟', branch, '/党员 任职 李四 组织委员'))).toContain(
      '李四自11月22日（周日）起任组织委员',
    )
    expect(textOf(await bot.says('张伟', branch, '/党员 状态 王五 预备党员'))).toContain(
      '不计入应到会有表决权人数',
    )
    expect(
      textOf(await bot.says('张伟', branch, '/党小组 新建 第一党小组 组长=赵六 成员=孙七、周八')),
    ).toContain('共3人')
    const card = textOf(await bot.says('李四', '私聊', '/党员 名册'))
    expect(card).toContain('正式党员5人，预备党员1人')
    expect(card).toContain('第一党小组（组长）')
    const rows = await bot.db
      .sql`select kind, to_date is null as running from standing s join member m on m.id = s.member_id
      where m.name = '王五' order by s.recorded_at, to_date`
    expect(rows).toEqual([
      { kind: 'formal', running: false },
      { kind: 'probationary', running: true },
    ])
  })

  it('hands an office over: the holder before loses it the same day', async () => {
    await bot.bindBranch(people)
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.says('张伟', branch, '/党员 任职 赵六 组织委员')
    const holders = await bot.db.sql`select m.name from office o join member m on m.id = o.member_id
      where o.office = 'org_member' and o.to_date is null`
    expect(holders).toEqual([{ name: '赵六' }])
  })

  it('refuses those without the right, unknown names and what is so already', async () => {
    await bot.bindBranch(people)
    expect(textOf(await bot.says('孙七', branch, '/党员 任职 孙七 书记'))).toContain(
      '该事项仅限书记、副书记办理',
    )
    expect(textOf(await bot.says('张伟', branch, '/党员 任职 李五 组织委员'))).toContain('名册中没有“李五”')
    expect(textOf(await bot.says('张伟', branch, '/党员 状态 李四 正式党员'))).toContain('没有变化')
    expect(textOf(await bot.says('郑书记', superior, '/党员 状态 李四 预备党员'))).toContain(
      '只能在支部或工会群使用',
    )
  })

  it('offers a form for what is missing, and the form does the same as the words', async () => {
    await bot.bindBranch(people)
    const form = await bot.says('张伟', branch, '/党员 任职 李四')
    expect(textOf(form)).toContain('请填写职务')
    expect(await bot.clicks('孙七', form, '提交', { 职务: '组织委员' })).toMatchObject({ tone: 'warning' })
    expect(await bot.clicks('张伟', form, '提交', { 职务: '组织委员' })).toEqual({
      toast: '已提交',
      tone: 'success',
    })
    expect(textOf(bot.fresh(form))).toContain('已提交')
    expect(textOf(bot.latest(branch, '任职已登记'))).toContain('李四')
  })

  it('proposes people who join later and adds nobody by itself', async () => {
    await bot.bindBranch(people)
    const { standIn } = bot
    const newcomer = standIn.addPerson({ name: '冯十一' })
    const chat = standIn.chats().find((one) => one.name === branch)
    await standIn.addMember(chat?.chatId ?? '', newcomer.openId)
    await bot.settle()
    const card = bot.latest(branch, '冯十一加入了本群')
    expect(textOf(await bot.says('张伟', branch, '/党员 名册'))).not.toContain('冯十一')
    expect(await bot.clicks('孙七', card, '列为正式党员')).toMatchObject({ tone: 'warning' })
    expect(await bot.clicks('张伟', card, '列为预备党员')).toEqual({ toast: '已列入名册', tone: 'success' })
    expect(textOf(await bot.says('张伟', branch, '/党员 名册'))).toContain('预备党员1人')
  })

  it('lists in help what this person may do here', async () => {
    await bot.bindBranch(people)
    expect(textOf(await bot.says('张伟', branch, '/帮助'))).toContain('/会议 新建')
    const member = textOf(await bot.says('孙七', branch, '/帮助'))
    expect(member).not.toContain('/会议 新建')
    expect(member).toContain('/请假')
    expect(textOf(await bot.says('张伟', branch, '今天天气不错'))).toContain('没有识别出命令')
    expect(textOf(await bot.says('张伟', branch, '/帮助 会议'))).toContain('也可以说')
  })
})
