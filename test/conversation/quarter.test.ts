import { beforeAll, describe, expect, it } from 'vitest'
import { type TestBot, textOf, useTestBot } from '../helpers/test-bot.ts'
import { branch, foundBranch, reminders, statusOf } from './quarter-scene.ts'

/** The first working day of the quarter, before the office opens. */
const startsAt = new Date('2026-10-08T08:30:00+08:00')

describe('a quarter in which nothing is held', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  beforeAll(() => foundBranch(bot))

  it.each([
    ['2026-10-09T12:00:00+08:00', '2026-Q4', '待安排'],
    ['2026-12-17T12:00:00+08:00', '2026-Q4', '临近到期'],
    ['2027-01-04T12:00:00+08:00', '2026-Q4', '逾期未开'],
    ['2027-01-15T12:00:00+08:00', '2027-Q1', '待安排'],
    ['2027-02-01T12:00:00+08:00', '2026-Q4', '缺开'],
  ])('at %s %s is %s', async (iso, period, status) => {
    await bot.moveTo(iso)
    expect(await statusOf(bot, period)).toBe(status)
  })

  it('reminds at nine on working days: the secretary, then the 组织委员, at the end the committee', async () => {
    const seen = (await reminders(bot)).filter((one) => one.at < '2027-01-15')
    expect(seen.map(({ at, to, what }) => `${at} ${what} ${to}`)).toEqual([
      '2026-10-08 09:00 period_start 张伟',
      '2026-12-01 09:00 t30 张伟',
      '2026-12-17 09:00 t14 张伟',
      '2026-12-17 09:00 t14 李四',
      '2026-12-24 09:00 t7 张伟',
      '2026-12-24 09:00 t7 李四',
      '2026-12-31 09:00 last 张伟',
      '2026-12-31 09:00 last 李四',
      '2026-12-31 09:00 last 王五',
      '2026-12-31 09:00 last 赵六',
      '2027-01-04 09:00 overdue 张伟',
      '2027-01-04 09:00 overdue 李四',
      '2027-01-04 09:00 period_start 张伟',
      '2027-01-08 09:00 escalate 张伟',
    ])
    expect(new Set(seen.map(({ state }) => state))).toEqual(new Set(['sent']))
  })

  it('tells the superior five working days after the end, as announced to the secretary', async () => {
    expect(textOf(bot.latest('张伟', '将于1月8日（周五）列入报送上级党组织'))).toContain('逾期：支部党员大会')
    const list = textOf(bot.latest('局党委工作群', '组织生活制度落实情况'))
    expect(list).toContain('2026年第4季度支部党员大会')
    const [row] = await bot.db
      .sql`select on_date::text as day, manner from escalation where obligation = 'general_meeting'`
    expect(row).toEqual({ day: '2027-01-08', manner: 'digest' })
  })

  it('reminds in private only', async () => {
    expect((await reminders(bot)).filter(({ to }) => to === '本群')).toEqual([])
  })
})

/** `12-24 T-1d 本群` for each reminder after an instant (local `YYYY-MM-DD HH:MM`), with its state unless it was sent. */
async function remindedSince(bot: TestBot, since: string): Promise<string[]> {
  return (await reminders(bot))
    .filter((one) => one.at >= since)
    .map(({ at, what, to, state }) => `${at.slice(5)} ${what} ${to}${state === 'sent' ? '' : ` (${state})`}`)
}

const create = '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论2027年工作计划'

describe('a quarter with its meeting', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  const checklist = () => bot.latest(branch, '会议清单')
  const ticks = async (who: string, label: string) => (await bot.ticks(who, checklist(), label)).toast
  beforeAll(async () => {
    await foundBranch(bot)
    await bot.moveTo('2026-11-22T10:00:00+08:00')
    await bot.says('张伟', branch, create)
  })

  it('is 已安排, and the period is silent from then on', async () => {
    expect(await statusOf(bot, '2026-Q4')).toBe('已安排')
    await bot.moveTo('2026-12-16T12:00:00+08:00')
    expect(await remindedSince(bot, '2026-10-08 10:00')).toEqual([
      '12-15 09:00 materials due-3wd 张伟',
      '12-15 09:00 notice due-3wd 李四',
    ])
  })

  it('reminds of the meeting, and no longer of what is done', async () => {
    await bot.says('李四', branch, '/通知 D2026-001')
    expect(await ticks('张伟', '准备工作报告等会议资料')).toBe('已记录完成')
    await bot.moveTo('2026-12-18T12:00:00+08:00')
    const waiver = { 步骤: '听取不能到会党员的意见及群众意见', 说明: '无人请假' }
    expect((await bot.clicks('张伟', checklist(), '免办', waiver)).toast).toBe('已登记免办')
    await bot.moveTo('2026-12-25T14:30:00+08:00')
    expect(await remindedSince(bot, '2026-12-16 12:00')).toEqual([
      '12-18 09:00 T-7d 张伟',
      '12-18 09:00 T-7d 李四',
      '12-18 09:00 absent_opinions due-3wd 李四',
      '12-22 09:00 T-3d 张伟',
      '12-22 09:00 T-3d 李四',
      '12-23 09:00 minutes due-3wd 李四 (suppressed)',
      '12-24 09:00 T-1d 张伟',
      '12-24 09:00 T-1d 本群',
      '12-25 09:00 minutes due-1wd 李四 (suppressed)',
      '12-25 13:00 T-2h 本群',
    ])
  })

  it('is 按期完成 once it has sat', async () => {
    const signIn = await bot.says('张伟', branch, '/签到 D2026-001')
    for (const who of ['张伟', '李四', '王五', '赵六', '孙七'])
      expect((await bot.clicks(who, signIn, '签到')).toast).toBe('已签到')
    expect((await bot.clicks('李四', signIn, '确认')).toast).toBe('已核对到会人数')
    expect(await ticks('张伟', '主持召开党员大会')).toBe('已记录完成')
    expect(await ticks('张伟', '作工作报告以及其他报告')).toBe('已记录完成')
    const ballot = await bot.says('张伟', branch, '/表决 发起 讨论2027年工作计划 会议=D2026-001')
    for (const who of ['张伟', '李四', '王五', '赵六']) await bot.clicks(who, ballot, '赞成')
    expect(textOf(await bot.says('张伟', branch, '/表决 截止'))).toContain('结果：通过')
    expect(await ticks('张伟', '全体党员讨论')).toBe('已记录完成')
    expect(await statusOf(bot, '2026-Q4')).toBe('已安排')
    expect(await ticks('张伟', '对会议进行总结')).toBe('已记录完成')
    expect(await statusOf(bot, '2026-Q4')).toBe('按期完成')
  })

  it('reminds of what follows until it is done', async () => {
    await bot.moveTo('2026-12-29T12:00:00+08:00')
    expect(await ticks('李四', '形成会议记录')).toBe('已记录完成')
    await bot.says('李四', branch, '/通知 D2026-001')
    await bot.moveTo('2026-12-31T12:00:00+08:00')
    expect(await remindedSince(bot, '2026-12-25 14:31')).toEqual([
      '12-28 09:00 T+1wd 李四',
      '12-29 09:00 minutes due-1wd 李四',
      '12-29 09:00 publish due-1wd 李四',
      '12-29 09:00 report_superior due-3wd 张伟 (suppressed)',
      '12-31 09:00 report_superior due-1wd 张伟',
    ])
  })

  it('is archived when nothing is missing, and says what is', async () => {
    expect(await ticks('李四', '整理资料存档')).toContain('须在“向上级党组织报告大会情况”之后办理')
    expect(await ticks('张伟', '向上级党组织报告大会情况')).toBe('已记录完成')
    expect((await bot.ticks('张伟', checklist(), '准备工作报告等会议资料', false)).toast).toBe('已取消完成')
    const missing = await ticks('李四', '整理资料存档')
    expect(missing).toContain('档案不完整，缺1件：')
    expect(missing).toContain('准备工作报告等会议资料')
    expect(await ticks('张伟', '准备工作报告等会议资料')).toBe('已记录完成')
    expect(await ticks('李四', '整理资料存档')).toBe('已记录完成')
    expect(textOf(checklist())).toContain('已归档')
  })

  it('leaves nothing to remind of but the next quarter', async () => {
    await bot.moveTo('2027-01-15T12:00:00+08:00')
    expect(await remindedSince(bot, '2026-12-31 12:00')).toEqual(['01-04 09:00 period_start 张伟'])
    expect(await statusOf(bot, '2027-Q1')).toBe('待安排')
  })

  it('has not failed anywhere', () => {
    expect(bot.log.filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
  })
})

describe('a meeting that moves', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })
  beforeAll(async () => {
    await foundBranch(bot)
    await bot.moveTo('2026-12-14T10:00:00+08:00')
    await bot.says('张伟', branch, create)
    await bot.says('李四', branch, '/通知 D2026-001')
    await bot.ticks('张伟', bot.latest(branch, '会议清单'), '准备工作报告等会议资料')
    const waiver = { 步骤: '听取不能到会党员的意见及群众意见', 说明: '无人请假' }
    await bot.clicks('张伟', bot.latest(branch, '会议清单'), '免办', waiver)
    await bot.moveTo('2026-12-18T12:00:00+08:00')
  })
  const ofMeeting = async (since: string) =>
    (await remindedSince(bot, since)).filter((one) => !one.includes('minutes'))

  it('is reminded of by its new date only', async () => {
    expect(await ofMeeting('2026-12-14 10:00')).toEqual(['12-18 09:00 T-7d 张伟', '12-18 09:00 T-7d 李四'])
    await bot.says('张伟', branch, '/会议 改期 D2026-001 2026-12-30 15:00 原因=书记出差')
    await bot.moveTo('2026-12-28T12:00:00+08:00')
    expect(await ofMeeting('2026-12-18 12:00')).toEqual([
      '12-23 09:00 T-7d 张伟',
      '12-23 09:00 T-7d 李四',
      '12-25 09:00 T-3d 张伟',
      '12-25 09:00 T-3d 李四',
    ])
    expect(textOf(bot.latest(branch, '会议清单'))).toContain('党员大会（2026-12-30）')
    expect(textOf(bot.latest(branch, '原定'))).toContain('改为2026年12月30日（周三）15:00')
  })

  it('is not reminded of when it is called off; the period is', async () => {
    await bot.clicks('张伟', await bot.says('张伟', branch, '/会议 取消 D2026-001 原因=人数不足'), '确认')
    await bot.moveTo('2027-01-04T12:00:00+08:00')
    const after = await remindedSince(bot, '2026-12-28 12:01')
    expect(after.filter((one) => /T[-+]|due/.test(one) && !one.includes('overdue'))).toEqual([])
    expect(after.filter((one) => one.includes('张伟'))).toEqual([
      '12-31 09:00 last 张伟',
      '01-04 09:00 overdue 张伟',
      '01-04 09:00 period_start 张伟',
    ])
  })
})

describe('an outage of three days', () => {
  const bot = useTestBot({ fresh: 'file', startsAt })

  it('is followed by one reminder of each matter, in office hours', async () => {
    await foundBranch(bot)
    await bot.moveTo('2026-12-14T10:00:00+08:00')
    await bot.says('张伟', branch, create)
    const before = bot.messages('张伟').length
    bot.clock.moveTo(new Date('2026-12-18T20:00:00+08:00')) // nothing ran since
    await bot.service.runSchedules(bot.clock.now())
    await bot.settle()
    expect(bot.messages('张伟')).toHaveLength(before)
    await bot.moveTo('2026-12-21T09:30:00+08:00')
    const sent = (await remindedSince(bot, '2026-12-14 10:00')).filter((one) => !one.includes('suppressed'))
    expect(sent).toEqual([
      '12-21 09:00 T-7d 张伟',
      '12-21 09:00 T-7d 李四',
      '12-21 09:00 materials due+1wd 张伟',
      '12-21 09:00 notice due+1wd 李四',
    ])
  })
})
