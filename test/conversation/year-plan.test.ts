import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const superior = '局党委工作群'

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五'])
  await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
  await bot.says('张伟', branch, '/支委会 成立 日期=2026-10-01')
})

describe('the plan of the year', () => {
  it('is drafted once for everybody, and can be adjusted inside the period', async () => {
    const card = await bot.says('李四', branch, '/计划 2027')
    expect(textOf(card)).toContain('草案')
    expect(textOf(card)).toContain('该年放假安排尚未公布')
    expect(textOf(card)).toContain(
      '2027年12月20日（周一）\n支部委员民主生活会\n2027年度\n2027年12月15日（周三）前\n待安排',
    )
    await bot.says('张伟', branch, '/年度计划 2027')
    expect(await bot.db.sql`select 1 from year_plan`).toHaveLength(1)
    const item = '2027年第1季度支部党员大会'
    expect((await bot.clicks('李四', card, '调整日期', { item, on: '2027-04-02' })).toast).toContain(
      '2027-01-01至2027-03-31',
    )
    expect((await bot.clicks('李四', card, '调整日期', { item, on: '2027-03-06' })).toast).toContain(
      '当天是休息日',
    )
    expect((await bot.clicks('李四', card, '调整日期', { item, on: '2027-03-10' })).toast).toBe('已调整')
    expect((await bot.clicks('王五', card, '调整日期', { item, on: '2027-03-11' })).toast).toContain(
      '该事项仅限',
    )
    expect(textOf(bot.fresh(card))).toContain('2027年3月10日（周三）\n支部党员大会')
  })

  it('is filed with the superior by the secretary, once', async () => {
    const card = bot.latest(branch, '2027年度会议计划')
    expect((await bot.clicks('李四', card, '确认')).toast).toContain('仅限书记')
    expect((await bot.clicks('张伟', card, '确认')).toast).toBe('已报送上级')
    const report = bot.latest(superior, '关于2027年度会议计划的报告')
    expect(textOf(report)).toContain('2027年计划召开会议')
    expect((await bot.clicks('何干事', report, '签收')).tone).toBe('success')
    expect(textOf(bot.latest(superior, '报送：2027年度会议计划'))).toContain(
      '张伟于11月22日（周日）报送局党委',
    )
    expect(bot.messages(superior).filter((one) => textOf(one).includes('报送：2027'))).toHaveLength(1)
  })

  it('has all meetings of the year arranged by one click, one by one, and a fault in between loses and doubles nothing', async () => {
    const card = bot.latest(branch, '安排全年会议')
    expect((await bot.clicks('王五', card, '安排全年会议')).toast).toContain('该事项仅限')
    const clicked = await Promise.all(['张伟', '李四'].map((who) => bot.clicks(who, card, '安排全年会议')))
    expect(clicked.map(({ toast }) => toast).sort()).toEqual([
      expect.stringContaining('2027年的会议正在安排'),
      expect.stringContaining('正在安排22次会议'),
    ])
    expect(textOf(bot.fresh(card))).toMatch(/正在安排.*0\/22/)
    expect(textOf(bot.fresh(card))).not.toContain('安排全年会议')
    // The database goes away in the middle of the third meeting.
    await bot.db.sql.unsafe(`
      create function fail_third() returns trigger language plpgsql as $$ begin
        if (select count(*) from meeting) >= 2 then raise exception 'gone'; end if; return new; end $$;
      create trigger fail_third before insert on meeting for each row execute function fail_third()`)
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    expect(await bot.db.sql`select 1 from meeting`).toHaveLength(2)
    expect(textOf(bot.fresh(card))).toMatch(/正在安排.*2\/22/)
    await bot.db.sql.unsafe('drop trigger fail_third on meeting; drop function fail_third')
    // Two replicas go on at once.
    await Promise.all([1, 2].map(() => bot.service.runSchedules(bot.clock.now())))
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    const made = await bot.db.sql`select distinct kinds[1], starts_on, number from meeting`
    expect(made).toHaveLength(22)
    expect(new Set(made.map(({ number }) => number)).size).toBe(22)
    expect(await bot.db.sql`select 1 from year_plan_item where queued or meeting_id is null`).toHaveLength(0)
  })

  it('shows the result in the branch and at the superior, and arranges nothing a second time', async () => {
    const card = bot.latest(branch, '安排后以会议清单为准')
    expect(textOf(card)).toContain('已安排22次，共22次')
    expect(textOf(card)).toMatch(/2027年3月10日（周三）\n支部党员大会\n2027年第1季度\n—\nD2027-\d+/)
    expect(textOf(bot.latest(superior, '报送：2027'))).toContain('D2027-')
    const [audit] = await bot.db.sql`select count(*)::int as n from audit where action = 'meeting.create'`
    expect(audit?.n).toBe(22)
    expect(textOf(await bot.says('李四', branch, '/清单 D2027-001'))).toContain('确定议题')
    expect(textOf(await bot.says('李四', branch, '/会议 查询 明年'))).toContain('共22次')
    await bot.service.runSchedules(bot.clock.now())
    expect(await bot.db.sql`select 1 from meeting`).toHaveLength(22)
  })

  it('arranges a meeting that was called off anew', async () => {
    const [lecture] = await bot.db.sql`
      select number from meeting where kinds[1] = 'party_lecture' order by starts_on limit 1`
    const ask = await bot.says('张伟', branch, `/会议 取消 ${lecture?.number} 原因=另行安排`)
    await bot.clicks('张伟', ask, '确认')
    const card = await bot.says('张伟', branch, '/计划 2027')
    expect((await bot.clicks('张伟', card, '安排全年会议')).toast).toContain('正在安排1次会议')
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    expect(textOf(bot.fresh(card))).toContain('已安排22次，共22次')
  })

  it('takes the topics of such a meeting later, which does its first step; and takes them anew', async () => {
    const [row] = await bot.db.sql`
      select m.number from meeting m where m.kinds[1] = 'general_meeting' order by m.starts_at limit 1`
    const number = String(row?.number)
    const stepOf = () => bot.db.sql`
      select s.state, m.topics from process_step s
      join meeting m on m.instance_id = s.instance_id
      where m.number = ${number} and s.step = 'agenda'`
    expect(textOf(await bot.says('王五', branch, `/会议 议题 ${number} 议题=讨论计划`))).toContain('仅限')
    expect(textOf(await bot.says('李四', branch, `/会议 议题 ${number} 议题=传达文件`))).toContain(number)
    expect((await stepOf())[0]).toMatchObject({ state: 'done', topics: [{ text: '传达文件', vote: false }] })
    await bot.says('李四', branch, `/会议 议题 ${number} 议题=讨论工作计划；接收预备党员`)
    expect((await stepOf())[0]).toMatchObject({ state: 'done', topics: [{ vote: true }, { vote: true }] })
    const card = textOf(await bot.says('李四', branch, `/清单 ${number}`))
    expect(card).toContain('接收预备党员')
  })

  it('refuses years gone by, and whoever makes no plans', async () => {
    expect(textOf(await bot.says('张伟', branch, '/计划 2025'))).toContain('已经过去')
    expect(textOf(await bot.says('王五', branch, '/计划 2027'))).toContain('该事项仅限')
  })
})
