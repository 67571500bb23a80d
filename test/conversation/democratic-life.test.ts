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

const numberOn = (card: Message) => /D20\d\d-\d{3}/.exec(textOf(card))?.[0] ?? ''
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
    // Whoever had signed in for the first day is asked again on the new one.
    for (const one of committee) await bot.clicks(one, signIn, '签到')
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

describe('the opinions and the attendance', () => {
  let card: Message

  it('are collected, collated truthfully and fed back to each member of the team, who signs for it', async () => {
    card = await arrange('2027-01-12')
    const request = '办理：书面请示（召开前五天报上级党委）'
    await asks(card, '填写：书面请示（召开前五天报…', request, { 报送日期: '2026-12-28' })
    await bot.clicks(secretary, card, '征求意见：广泛征求意见')
    await bot.clicks(secretary, bot.latest(branch, '请填写：意见 发起'), '提交', {})
    const [, call = ''] = /(Y2026-\d{3})/.exec(textOf(bot.latest(branch, '征求意见'))) ?? []
    await bot.says('赵六', '私聊', '/意见 提交 会议太多')
    await bot.says(secretary, branch, `/意见 截止 ${call}`)
    const raw = await bot.says('李四', '私聊', `/意见 汇总 ${call}`)
    await bot.clicks('李四', raw, '提交', { summary: '会议偏多，建议合并' })
    expect(textOf(bot.fresh(card))).toMatch(/广泛征求意见　\S+ 12-28/)
    await bot.clicks('李四', card, '填写：专人归纳整理')
    const collating = bot.latest('李四', '办理：专人归纳整理')
    expect(JSON.stringify(collating.card)).toContain(`意见汇总 ${call}`)
    await bot.clicks('李四', collating, '提交', { 材料名称或存放处: `意见汇总 ${call}` })
    await bot.clicks('李四', card, '填写：如实反馈给班子成员')
    const feedback = bot.latest('李四', '办理：如实反馈给班子成员')
    expect(JSON.stringify(feedback.card)).toContain('会议偏多，建议合并')
    await bot.clicks('李四', feedback, '提交', { 通知内容: '会议偏多，建议合并' })
    for (const one of committee) {
      const told = bot.latest(one, '通知：')
      expect(textOf(told)).toContain('会议偏多，建议合并')
      expect((await bot.clicks(one, told, '签收')).toast).toBe('已签收')
    }
    expect(bot.messages('赵六').map(textOf).join()).not.toContain('建议合并')
    expect(textOf(await bot.says(secretary, '私聊', `/清单 ${numberOn(card)}`))).toMatch(
      /签收：张伟 \S+ \S+\n李四 \S+ \S+\n王五/,
    )
  })

  it('asks each member of the team for their own material', async () => {
    const shown = textOf(await bot.says(secretary, '私聊', `/清单 ${numberOn(card)}`))
    for (const one of committee) expect(shown).toMatch(new RegExp(`发言提纲（0/3）：${one}`))
  })

  it('below two thirds keep the meeting from being held, and it is convened anew', async () => {
    const number = numberOn(card)
    await bot.says(secretary, branch, `/通知 ${number}`)
    await bot.moveTo('2027-01-12T15:00:00+08:00')
    // After two weeks the platform's card is posted anew.
    card = bot.latest(branch, '会议清单：民主生活会（2027-01-12）')
    const signIn = await bot.says(secretary, branch, `/签到 ${number}`)
    await bot.clicks(secretary, signIn, '签到')
    expect((await bot.clicks(secretary, signIn, '确认')).toast).toContain('会议不能召开')
    expect(textOf(bot.fresh(card))).toContain('已暂停')
    expect((await bot.ticks(secretary, card, '简要总结班子及个人的工作情况')).toast).not.toBe('已记录完成')
    await bot.says(secretary, branch, `/会议 改期 ${number} 2027-01-20 15:00 原因=到会不足三分之二`)
    expect(textOf(bot.fresh(card))).toContain('通知参会人员')
  })

  it('reports to the superior within fifteen days, who signs for it', async () => {
    const held = bot.latest(branch, '民主生活会（2026-12-28）')
    const button = /填写：形成会议记录/.exec(textOf(bot.fresh(held)))?.[0] ?? ''
    await asks(held, button, '办理：形成会议记录', { 材料名称或存放处: '会议记录' })
    const write = /写报告：\S+/.exec(textOf(bot.fresh(held)))?.[0] ?? ''
    await bot.clicks(secretary, held, write)
    await bot.clicks(secretary, bot.latest(branch, '请填写：报告 新建'), '提交', {
      正文: '会议按程序召开，整改措施两项。',
    })
    const above = bot.latest(superior, '会议按程序召开')
    expect((await bot.clicks('郑书记', above, '签收', {})).tone).toBe('success')
    expect(textOf(bot.fresh(held))).toMatch(/向局党委报送会议有关材料　\S+ 01-12/)
  })
})
