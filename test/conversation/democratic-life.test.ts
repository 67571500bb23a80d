import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const secretary = '张伟'
const committee = [secretary, '李四', '王五']
let branch = ''
let superior = ''

beforeAll(async () => {
  const bound = await bot.bindBranch([...committee, '赵六'])
  branch = bound.branch
  superior = bound.superior
  await bot.says(secretary, branch, '/党员 任职 李四 组织委员')
  await bot.says(secretary, branch, '/党员 任职 王五 纪检委员')
  await bot.says(secretary, branch, '/支委会 成立 日期=2026-11-20')
})

const numberOn = (card: Message) => /D2026-\d{3}/.exec(textOf(card))?.[0] ?? ''
const arrange = (on: string) =>
  bot.says(secretary, branch, `/会议 新建 民主生活会 ${on} 15:00 议题=对照检查 地点=一楼`)

async function asks(card: Message, button: string, title: string, form: Record<string, string>) {
  bot.clock.moveTo(new Date(+bot.clock.now() + 60_000))
  await bot.clicks(secretary, card, button)
  return bot.clicks(secretary, bot.latest(secretary, title), '提交', form)
}

async function requests(card: Message) {
  await bot.clicks(secretary, card, '写请示：书面请示（召开前五天报…')
  await bot.clicks(secretary, bot.latest(branch, '请填写：请示 新建'), '提交', {})
}

describe('the written request five days before', () => {
  it('is due on the working day before where the fifth day is a day off, and is reminded of with its own buttons', async () => {
    const card = await arrange('2026-12-25')
    expect(textOf(card)).toContain('“书面请示（召开前五天报上级党委）”须在2026-12-18前报送')
    await bot.moveTo('2026-12-16T09:30:00+08:00')
    const reminder = bot.latest(secretary, '书面请示须在')
    expect(textOf(reminder)).toMatch(/对照检查[\s\S]*尚未起草[\s\S]*改期/)
    await bot.clicks(secretary, reminder, '生成请示文稿')
    await bot.clicks(secretary, bot.latest(secretary, '请填写：请示 新建'), '提交', {})
    expect(textOf(bot.latest(superior, '待审批'))).toContain('民主生活会')
    const shown = await bot.says(secretary, branch, `/清单 ${numberOn(card)}`)
    expect(textOf(shown)).toContain('书面请示（召开前五天报上级党委）　张伟 12-16')
    await bot.says(secretary, branch, `/会议 取消 ${numberOn(card)} 原因=另行安排`)
    await bot.clicks(secretary, bot.latest(branch, '取消会议'), '确认')
  })

  it('that is late keeps the meeting from being held until the meeting is moved', async () => {
    const card = await arrange('2026-12-18')
    expect(textOf(card)).toContain('已超过规定时限（2026-12-11）')
    const number = numberOn(card)
    await requests(card)
    expect(textOf(bot.fresh(card))).toContain('已超过规定时限')
    const signIn = await bot.says(secretary, branch, `/签到 ${number}`)
    for (const one of committee) await bot.clicks(one, signIn, '签到')
    await bot.says(secretary, branch, `/通知 ${number}`)
    expect((await bot.clicks(secretary, signIn, '确认')).toast).toContain('书面请示')
    await bot.says(secretary, branch, `/会议 改期 ${number} 2026-12-28 15:00 原因=请示报送不足五天`)
    const moved = textOf(bot.fresh(card))
    expect(moved).not.toContain('超过规定时限')
    expect(moved).toMatch(/书面请示（召开前五天报上级党委）　张伟 12-16/)
  })

  it('that is late is made good by the superior’s written consent, which the file names', async () => {
    const card = await arrange('2026-12-18')
    await requests(card)
    await bot.clicks('郑书记', bot.latest(superior, '待审批'), '同意', {})
    expect(textOf(bot.fresh(card))).toContain('书面请示（召开前五天报上级党委）　免办')
    // The reason is the committee's: it stands in private, not in the group.
    const own = textOf(await bot.says(secretary, '私聊', `/清单 ${numberOn(card)}`))
    expect(own).toMatch(/书面请示（召开前五天报上级党委）　免办：上级书面同意（Q2026-\d+/)
  })

  it('that went out on paper is registered with its day, which may not lie ahead', async () => {
    const card = await arrange('2027-01-06')
    const button = '填写：书面请示（召开前五天报…'
    const title = '办理：书面请示（召开前五天报上级党委）'
    expect((await asks(card, button, title, { 报送日期: '2026-12-20' })).toast).toContain('不能晚于今天')
    expect((await asks(card, button, title, { 报送日期: '2026-12-15' })).toast).toBe('已记录完成')
    expect(textOf(bot.fresh(card))).toContain('书面请示（召开前五天报上级党委）　张伟 12-16')
  })
})

describe('the meeting itself', () => {
  it('needs two thirds, makes items of its measures, and hides what is said in it', async () => {
    const card = bot.latest(branch, '民主生活会（2026-12-28）')
    const number = numberOn(card)
    await bot.moveTo('2026-12-28T15:00:00+08:00')
    await bot.says(secretary, branch, `/签到 ${number}`)
    const signIn = bot.latest(branch, '实到')
    expect((await bot.clicks(secretary, signIn, '确认')).toast).toContain('已核对')
    await bot.ticks(secretary, card, '简要总结班子及个人的工作情况')
    await bot.ticks(secretary, card, '开展自我批评、相互批评')
    const button = '填写：总结经验教训，制定整改…'
    const title = '办理：总结经验教训，制定整改措施'
    const lines = { 问题: '调研少\n记录不全', 整改措施: '每月下基层\n补齐记录', 责任人: '李四\n王五' }
    const wrong = await asks(card, button, title, { ...lines, 时限: '2027-01-20' })
    expect(wrong.toast).toContain('须逐行对应，现在分别有2、2、2、1行')
    const done = await asks(card, button, title, { ...lines, 时限: '2027-01-20\n2027-02-01' })
    expect(done.toast).toBe('已记录完成')
    expect(textOf(bot.latest('李四', '调研少'))).toContain('每月下基层')
    for (const [owner, other, item] of [
      ['李四', '王五', 'Z2026-001'],
      ['王五', secretary, 'Z2026-002'],
    ] as const) {
      await bot.says(owner, '私聊', `/整改 报验 ${item} 已完成 佐证=记录`)
      expect(textOf(await bot.says(owner, '私聊', `/整改 销号 ${item} 意见=好`))).not.toContain('已销号')
      await bot.says(other, '私聊', `/整改 销号 ${item} 意见=到位`)
    }
    expect(textOf(bot.fresh(card))).toMatch(/整改措施的落实　\S+ 12-28/)
    expect(textOf(bot.fresh(card))).toMatch(/向局党委报送会议有关材料　张伟　01-12前/)
  })
})
