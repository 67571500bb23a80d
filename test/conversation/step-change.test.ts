import { beforeAll, describe, expect, it } from 'vitest'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

/** Sunday 22 November 2026; the meeting is on 2 December. */
const bot = useTestBot({ fresh: 'file' })
const branch = '机关第一党支部'
const due = async () => {
  const [row] = await bot.db.sql`
    select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due from process_step where step = 'materials'`
  return row?.due
}

beforeAll(async () => {
  await bot.bindBranch(['张伟', '李四', '王五'])
  const card = await bot.says('张伟', branch, '/会议 新建 党员大会 2026-12-02 15:00 议题=学习')
  await bot.clicks('张伟', card, '改派', { step: '准备工作报告等会议资料', to: '王五' })
})

describe('the reminder of a step', () => {
  it('says what is due when and of what, with 已完成, 申请延期 and 转交', () => {
    const text = textOf(bot.latest('王五', '准备工作报告等会议资料'))
    expect(text).toMatch(/准备工作报告等会议资料将于.+到期，来源：党员大会（2026-12-02）（D2026-001）。/)
    for (const button of ['已完成', '申请延期', '转交']) expect(text).toContain(button)
  })

  it('lets whoever has it apply for a later day, and those who answer for the case decide it once', async () => {
    const before = await due()
    const card = bot.latest('王五', '准备工作报告等会议资料')
    expect((await bot.clicks('王五', card, '申请延期')).toast).toContain('请在私聊卡片中填写')
    const form = bot.latest('王五', '申请延期：')
    const apply = async (to: string) =>
      (await bot.clicks('王五', form, '提交', { to, reason: '等议题确定' })).toast
    expect(await apply(before)).toContain('延期应晚于这一天')
    expect(await apply('2026-12-03')).toContain('不能延到会后')
    expect(await apply('2026-12-01')).toBe('已提交，由事项负责人决定')
    expect(await due()).toBe(before)
    const request = bot.latest('张伟', '延期申请：')
    expect(textOf(request)).toContain('申请人\n王五')
    expect(textOf(request)).toContain('等议题确定')
    expect((await bot.clicks('张伟', request, '同意')).toast).toContain('已同意延期至12月1日（周二）')
    expect(await due()).toBe('2026-12-01')
    expect(textOf(bot.latest('王五', '延期申请已同意'))).toContain('已延期至12月1日（周二）')
    expect(textOf(await bot.says('张伟', branch, '/清单 D2026-001'))).toContain(
      '准备工作报告等会议资料　王五　12-01前',
    )
    const acts = await bot.db.sql`select action from audit where action like 'case.extend%' order by seq`
    expect(acts.map(({ action }) => action)).toEqual(['case.extend.apply', 'case.extend'])
  })

  it('of a refused application tells who applied, and the day stays', async () => {
    await bot.clicks('王五', bot.latest('王五', '准备工作报告等会议资料将于'), '申请延期')
    await bot.clicks('王五', bot.latest('王五', '申请延期：'), '提交', { to: '2026-12-02', reason: '出差' })
    const request = bot.latest('张伟', '出差')
    expect((await bot.clicks('张伟', request, '驳回')).toast).toBe('已驳回')
    expect(await due()).toBe('2026-12-01')
    expect(textOf(bot.latest('王五', '延期申请已驳回'))).toContain('仍按原期限办理')
  })

  it('is decided at once by whoever may decide it', async () => {
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    const checklist = await bot.says('张伟', branch, '/清单 D2026-001')
    await bot.clicks('张伟', checklist, '改派', { step: '形成会议记录', to: '李四' })
    await bot.clicks('李四', bot.latest('李四', '形成会议记录将于'), '申请延期')
    const answer = await bot.clicks('李四', bot.latest('李四', '申请延期：'), '提交', {
      to: '2026-12-09',
      reason: '内容多',
    })
    expect(answer.toast).toBe('已延期至12月9日（周三）')
  })

  it('is handed on by whoever has it, who then may do no more with it', async () => {
    const card = bot.latest('王五', '准备工作报告等会议资料将于')
    expect((await bot.clicks('王五', card, '转交')).toast).toContain('请在私聊卡片中选择接收人')
    const form = bot.latest('王五', '转交：')
    expect((await bot.clicks('王五', form, '提交', { to: '李四' })).toast).toBe('已转交给李四')
    expect(textOf(bot.latest('李四', '准备工作报告等会议资料将于'))).toContain('转交')
    expect((await bot.clicks('王五', form, '提交', { to: '张伟' })).toast).toContain('仅限')
    expect((await bot.clicks('王五', card, '申请延期')).toast).toContain('仅限')
  })

  it('keeps its later day when the meeting moves', async () => {
    await bot.says('张伟', branch, '/会议 改期 D2026-001 2026-12-04 15:00 原因=会议室')
    expect(await due()).toBe('2026-12-01')
    await bot.says('张伟', branch, '/会议 改期 D2026-001 2026-11-27 15:00 原因=提前')
    expect((await due()) <= '2026-11-27').toBe(true)
  })
})
