import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'

const bot = useTestBot({ fresh: 'file' })
const secretary = '张伟'
const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7\n${text}`)
let branch = ''
let superior = ''

beforeAll(async () => {
  const bound = await bot.bindBranch([secretary, '李四', '王五', '赵六'])
  branch = bound.branch
  superior = bound.superior
  await bot.says(secretary, branch, '/党员 任职 李四 组织委员')
  await bot.says(secretary, branch, '/党员 任职 王五 纪检委员')
  await bot.says(secretary, branch, '/支委会 成立 日期=2026-11-20')
})

/** What the file that somebody gets back says, and how many they have got. */
const gotBack = (who: string) => {
  const files = bot.messages(who).filter(({ resource }) => resource)
  const last = files.at(-1)
  return { count: files.length, text: last ? new TextDecoder().decode(bot.fileOf(last).bytes) : '' }
}

describe('the reply of a superior outside the system', () => {
  it('is registered with number and day, and its scan is kept as a file that the branch can open', async () => {
    const other = '机关工委'
    await bot.says(secretary, branch, `/请示 新建 购置党建书籍 主送=${other}`)
    const waiting = bot.latest(branch, '已登记为待批复')
    expect(textOf(waiting)).toContain('登记后可上传批复扫描件')
    const registered = await bot.says(
      secretary,
      branch,
      '/批复 登记 Q2026-001 文号=工委〔2026〕9号 日期=2026-11-20 意见=同意',
    )
    expect(textOf(registered)).toContain('文号：工委〔2026〕9号')
    expect((await bot.clicks('李四', registered, '上传扫描件')).toast).toContain('私聊中发送文件')
    expect(textOf(bot.latest('李四', '请在本会话中发送文件'))).toContain('Q2026-001 批复扫描件')
    await bot.sends('李四', '私聊', { name: '批复.pdf', bytes: pdf('同意购置') })
    const shown = bot.fresh(registered)
    expect(textOf(shown)).toContain('扫描件：批复.pdf')
    await bot.clicks('赵六', shown, '取回', { 文件: '批复.pdf' })
    expect(gotBack('赵六')).toMatchObject({ count: 1, text: expect.stringContaining('同意购置') })
    const [row] = await bot.db.sql`select a.role, f.sha256 is not null as kept from attachment a
      join stored_file f on f.id = a.file_id`
    expect(row).toEqual({ role: 'scan', kept: true })
  })

  it('takes files from whoever registers replies or wrote the request alone', async () => {
    const card = bot.latest(branch, '扫描件：批复.pdf')
    expect((await bot.clicks('赵六', card, '上传扫描件')).tone).not.toBe('success')
    expect(bot.messages('赵六').map(textOf).join()).not.toContain('请在本会话中发送文件')
  })
})

it('a report takes its files along: whoever signs for it opens them', async () => {
  const report = await bot.says(secretary, branch, '/报告 新建 专项报告 事项=主题教育情况 正文=已全部完成')
  await bot.sends(secretary, branch, { name: '情况统计.pdf', bytes: pdf('附表') }, report)
  expect(textOf(bot.fresh(report))).toContain('附件：情况统计.pdf')
  const above = bot.latest(superior, '主题教育情况')
  expect(textOf(above)).toContain('附件：情况统计.pdf')
  await bot.clicks('何干事', above, '取回', { 文件: '情况统计.pdf' })
  expect(gotBack('何干事').text).toContain('附表')
  await bot.clicks('郑书记', above, '签收', {})
  expect(textOf(bot.fresh(report))).toContain('签收')
})

/** The first step of a case's card that is to be done. */
const nextStep = (card: Message) =>
  /下一步\n([^\n（]+(?:（[^）]*）)?)（/.exec(textOf(bot.fresh(card)))?.[1] ?? ''
const standards = [
  '班子组织健全，结构合理',
  '班子成员政治素质好，作风端正，有开拓进取精神',
  '贯彻民主集中制，明确分工',
  '精神状态好、工作认真负责',
  '组织生活正常',
]

describe('what proves that something was put right', () => {
  it('is a file that its owner sends, whoever accepts it opens, and nobody outside the circle gets', async () => {
    await bot.says(secretary, branch, '/整改 新建 记录不全 措施=补齐记录 责任人=李四 期限=2026-12-20')
    const own = bot.latest('李四', '补齐记录')
    await bot.clicks('李四', own, '上传佐证')
    await bot.sends('李四', '私聊', { name: '学习记录.pdf', bytes: pdf('全年记录') })
    expect(textOf(bot.fresh(own))).toContain('佐证：学习记录.pdf')
    await bot.clicks('李四', own, '报验', { 说明: '已补齐' })
    const accepting = await bot.says('王五', '私聊', '/整改 查看 Z2026-001')
    expect(textOf(accepting)).toContain('佐证：学习记录.pdf')
    await bot.clicks('王五', accepting, '取回', { 文件: '学习记录.pdf' })
    expect(gotBack('王五').text).toContain('全年记录')
    expect(textOf(await bot.says('赵六', '私聊', '/整改 查看 Z2026-001'))).not.toContain('学习记录')
    expect((await bot.clicks('王五', accepting, '销号', { 说明: '已看过材料' })).toast).toBe('已销号')
  })

  it('stands with the acceptance of a rectification case, whose items are closed one by one', async () => {
    const building = await bot.says(secretary, branch, '/事项 新建 党支部（班子）建设 巡察反馈')
    for (
      let left = 0;
      left < 20 && !textOf(bot.fresh(building)).includes('填写：对照班子建设标准');
      left += 1
    )
      await bot.clicks(secretary, building, '免办', { 步骤: nextStep(building), 说明: '另行安排' })
    await bot.clicks(
      secretary,
      building,
      /填写：对照班子建设标准\S*/.exec(textOf(bot.fresh(building)))?.[0] ?? '',
    )
    await bot.clicks(secretary, bot.latest(secretary, '办理：对照班子建设标准'), '提交', {
      ...Object.fromEntries(standards.map((one) => [one, '基本达到'])),
      是否存在差距: '是',
    })
    const card = bot.latest(branch, '建立整改台账')
    await bot.clicks(secretary, card, '填写：建立整改台账')
    await bot.clicks(secretary, bot.latest(secretary, '办理：建立整改台账'), '提交', {
      问题: '台账缺项',
      整改措施: '补登台账',
      责任人: '李四',
      完成时限: '2026-12-25',
    })
    const item = bot.latest('李四', '补登台账')
    await bot.clicks('李四', item, '上传佐证')
    await bot.sends('李四', '私聊', { name: '新台账.pdf', bytes: pdf('台账') })
    const number = /Z2026-\d{3}/.exec(textOf(item))?.[0] ?? ''
    expect((await bot.ticks(secretary, card, '逐项整改')).toast).toContain(number)
    await bot.clicks('李四', item, '报验', { 说明: '已补登' })
    await bot.says('王五', '私聊', `/整改 销号 ${number} 意见=到位`)
    expect(textOf(bot.fresh(card))).toMatch(/逐项整改　\S+ \d\d-\d\d/)
    expect(textOf(bot.fresh(card))).toContain('材料1份')
    await bot.clicks('王五', card, '填写：验收销号')
    const form = bot.latest('王五', '办理：验收销号')
    expect(textOf(form)).toContain(`${number} 补登台账：已销号（佐证：新台账.pdf）`)
  })
})
