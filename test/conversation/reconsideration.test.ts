import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { foundPartyBranch, secretary } from './party-scene.ts'

const bot = useTestBot({ fresh: 'file' })
const everybody = [secretary, '李四', '王五', '赵六']
let branch = ''
let superior = ''

beforeAll(async () => {
  ;({ branch, superior } = await foundPartyBranch(bot, everybody))
})

const says = (text: string) => bot.says(secretary, branch, text)
const shown = async (number: string) => textOf(await bot.says('王五', branch, `/决议 查询 ${number}`))
const later = (minutes = 1) => bot.clock.moveTo(new Date(+bot.clock.now() + minutes * 60_000))
const found = (pattern: RegExp, text: string) => pattern.exec(text)?.[0] ?? ''

/** A resolution that everybody voted for. */
async function adopted(matter: string): Promise<string> {
  const ballot = await says(`/表决 发起 ${matter} 规则=支部党员大会一般决议`)
  if (!textOf(ballot).includes('表决中')) throw new Error(textOf(ballot))
  for (const one of everybody) await bot.clicks(one, ballot, '赞成')
  return found(/J2026-\d{3}/, textOf(await says('/表决 截止')))
}

/** The ballot of the case's step, opened by its button with `form`; the first `against` people are against. */
async function votes(card: Message, against: number, form: Record<string, string> = {}): Promise<Message> {
  later()
  await bot.clicks(secretary, card, found(/发起表决：\S+/, textOf(bot.fresh(card))))
  const opened = await bot.clicks(secretary, bot.latest(branch, '请填写：表决 发起'), '提交', form)
  if (opened.toast.includes('复议决定')) return bot.latest(branch, '请填写：表决 发起')
  if (opened.tone !== 'success') throw new Error(opened.toast)
  const ballot = bot.latest(branch, '截止前可以更改')
  for (const [at, one] of everybody.entries()) await bot.clicks(one, ballot, at < against ? '反对' : '赞成')
  await says('/表决 截止')
  return bot.latest(branch, '表决结果')
}

/** Arranges the meeting on the case's card. */
async function convenes(card: Message, when: string): Promise<string> {
  later()
  await bot.clicks(secretary, card, '安排会议：通知重开党员大会')
  await bot.clicks(secretary, bot.latest(branch, '请填写：复议 重开'), '提交', { 时间: when })
  const all = textOf(await says('/会议 查询 本季度')).match(/D2026-\d{3}/g) ?? []
  return all.sort().at(-1) ?? ''
}

/** The notice, and the meeting at its hour with those who come. */
async function sits(meeting: string, when: string, present: readonly string[] = everybody): Promise<string> {
  await says(`/通知 ${meeting}`)
  await bot.moveTo(`${when.replace(' ', 'T')}:00+08:00`)
  const signIn = await says(`/签到 ${meeting}`)
  for (const one of present) await bot.clicks(one, signIn, '签到')
  return (await bot.clicks(secretary, signIn, '确认')).toast
}

/** An objection up to the meeting that is to decide, in which it is being discussed. */
async function reopened(matter: string, when: string): Promise<{ number: string; card: Message }> {
  await bot.moveTo(`${when.slice(0, 10)}T09:00:00+08:00`)
  const number = await adopted(matter)
  const card = await bot.says('李四', branch, `/复议 ${number} 依据=局党委〔2026〕12号 意见=超出标准`)
  expect(await shown(number)).toContain('复议中，暂停执行')
  await votes(card, 0)
  const meeting = await convenes(card, when)
  await sits(meeting, when)
  await bot.ticks(secretary, card, '再行讨论')
  return { number, card }
}

describe('the meeting that is convened again', () => {
  let number = ''
  let card: Message

  it('is not lost when it is called off: the case goes on and asks for another date', async () => {
    number = await adopted('通过活动经费方案')
    card = await bot.says('李四', branch, `/复议 ${number} 依据=局党委〔2026〕12号 意见=超出标准`)
    expect(textOf(card)).toContain('不符合的依据')
    expect(textOf(await bot.says('李四', branch, `/复议 ${number} 依据=同上 意见=同上`))).toContain(
      '已在复议中',
    )
    await votes(card, 0)
    const meeting = await convenes(card, '2026-12-01 15:00')
    await says(`/通知 ${meeting}`)
    const asked = await says(`/会议 取消 ${meeting} 原因=与上级会议冲突`)
    expect(textOf(asked)).toContain('继续办理，请在其卡片上另行安排会议')
    expect((await bot.clicks(secretary, asked, '确认')).toast).toBe('已取消')
    expect(await shown(number)).toContain('复议中，暂停执行')
    expect(textOf(bot.fresh(card))).toContain('安排会议：通知重开党员大会')
    expect(textOf(bot.fresh(card))).toContain('15:00（已取消，请另行安排）')
  })

  it('that lacks the quorum is convened once more, and nobody is counted twice', async () => {
    const meeting = await convenes(card, '2026-12-02 15:00')
    expect(await sits(meeting, '2026-12-02 15:00', [secretary])).toContain('已核对')
    expect(textOf(bot.fresh(card))).toContain('不足法定人数，另行召开')
    const again = await convenes(card, '2026-12-03 15:00')
    expect(again).not.toBe(meeting)
    expect(await sits(again, '2026-12-03 15:00')).toContain('已核对')
    await bot.ticks(secretary, card, '再行讨论')
  })

  it('says what its vote does to the resolution; what was not adopted is discussed and voted on again', async () => {
    const form = await votes(card, 0)
    expect(textOf(form)).toContain('复议决定')
    expect(textOf(await votes(card, 4, { 复议决定: '修改原决议' }))).toContain('未通过')
    expect(await shown(number)).toContain('复议中，暂停执行')
    expect(textOf(bot.fresh(card))).toContain('再行讨论　党员')
    await bot.ticks(secretary, card, '再行讨论')
    expect(textOf(bot.fresh(card))).toContain('发起表决：重新表决')
  })

  it('amends it: both decisions show each other', async () => {
    const result = textOf(
      await votes(card, 1, { 复议决定: '修改原决议', 理由: '标准已下调', 事项: '经费方案（标准下调）' }),
    )
    expect(result).toContain(`修改决议 ${number}`)
    const later = found(/J2026-\d{3}/, result.replaceAll(number, ''))
    expect(await shown(number)).toMatch(new RegExp(`已修改，按新决议执行[^]*被 ${later} 修改`))
    expect(await shown(later)).toMatch(new RegExp(`有效[^]*修改 ${number}`))
    expect(textOf(bot.fresh(card))).toContain('复议决定：修改原决议')
    expect(textOf(bot.fresh(card))).not.toContain('报上级裁决')
  })
})

describe('what the meeting decides', () => {
  it('takes a new resolution in place of the old one', async () => {
    const { number, card } = await reopened('通过值班安排', '2026-12-08 15:00')
    const result = textOf(await votes(card, 0, { 复议决定: '以新决议替代', 事项: '新的值班安排' }))
    const later = found(/J2026-\d{3}/, result.replaceAll(number, ''))
    expect(await shown(number)).toMatch(new RegExp(`已被替代[^]*被 ${later} 替代`))
    expect(await shown(later)).toContain(`替代 ${number}`)
    expect(textOf(await says('/决议'))).toContain('已被替代')
  })

  it('withdraws it', async () => {
    const { number, card } = await reopened('通过外出学习', '2026-12-09 15:00')
    await votes(card, 0, { 复议决定: '废止原决议' })
    expect(await shown(number)).toContain('已废止')
  })

  it('adopts it again: it stays suspended until the superior agrees', async () => {
    const { number, card } = await reopened('通过岗位津贴', '2026-12-10 15:00')
    const result = textOf(await votes(card, 0, { 复议决定: '维持原决议' }))
    const again = found(/J2026-\d{3}/, result.replaceAll(number, ''))
    for (const one of [number, again]) expect(await shown(one)).toContain('复议中，暂停执行')
    await bot.clicks(secretary, card, found(/写请示：\S+/, textOf(bot.fresh(card))))
    await bot.clicks(secretary, bot.latest(branch, '请填写：请示 新建'), '提交', {})
    const request = bot.latest(superior, '待审批')
    expect(textOf(request)).toMatch(new RegExp(`维持决议 ${number}[^]*局党委〔2026〕12号`))
    await bot.clicks('郑书记', request, '同意', {})
    expect(await shown(number)).toMatch(new RegExp(`经复议维持，继续执行[^]*被 ${again} 维持`))
    expect(await shown(again)).toMatch(new RegExp(`有效[^]*维持 ${number}`))
    expect(textOf(bot.fresh(card))).toContain('上级裁决：同意维持，恢复执行')
  })

  it('adopts it again and the superior disagrees: both are withdrawn', async () => {
    const { number, card } = await reopened('通过评优名额', '2026-12-11 15:00')
    const again = found(
      /J2026-\d{3}/,
      textOf(await votes(card, 0, { 复议决定: '维持原决议' })).replaceAll(number, ''),
    )
    await bot.clicks(secretary, card, found(/写请示：\S+/, textOf(bot.fresh(card))))
    await bot.clicks(secretary, bot.latest(branch, '请填写：请示 新建'), '提交', {})
    await bot.clicks('郑书记', bot.latest(superior, '待审批'), '驳回', { 意见: '不符合规定' })
    expect(await shown(number)).toContain('已废止')
    expect(await shown(again)).toContain('已废止')
    expect(textOf(bot.fresh(card))).toContain('作出新决议或维持、废止原决议')
  })
})

it('leaves it in force where the committee finds no ground, or the objection is taken back', async () => {
  await bot.moveTo('2026-12-14T09:00:00+08:00')
  const number = await adopted('通过学习计划')
  const card = await bot.says('李四', branch, `/复议 ${number} 依据=局文件 意见=不妥`)
  await votes(card, 3)
  expect(textOf(bot.fresh(card))).toContain('书面告知提出人理由')
  expect(await shown(number)).toContain('有效')
  const next = textOf(await bot.says('王五', branch, `/复议 ${number} 依据=局文件 意见=不妥`))
  expect(next).toContain('暂停执行')
  await says(`/事项 取消 ${found(/T2026-\d{3}/, next)} 原因=撤回意见`)
  expect(await shown(number)).toContain('有效')
})
