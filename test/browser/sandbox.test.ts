import { readFileSync } from 'node:fs'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openChromium } from './chromium.ts'
import { type Visitor, visit } from './sandbox-page.ts'
import { type RunningService, startSandbox } from './service.ts'

const branch = '机关第二党支部'
const [secretary, treasurer, clerk, teacher, absent] = ['马骏', '胡兰', '郭峰', '林静', '何平'] as const
const wide = { width: 1280, height: 800 }
const narrow = { width: 390, height: 844 }

let service: RunningService
let browser: Browser
let visitor: Visitor

beforeAll(async () => {
  service = await startSandbox()
  browser = await openChromium()
  visitor = await visit(browser, service.url, wide)
})
afterEach(() => expect(visitor.troubles).toEqual([]))
afterAll(async () => {
  await browser?.close()
  expect(await service?.stop()).toBe(0)
})

const textOf = async (card: Locator) => (await card.innerText()).replaceAll(/\s+/g, ' ')

// One visit, told in order: each part goes on where the one before has ended.
describe('a visitor of the sandbox', () => {
  it('binds a branch by typing the command and pressing 确认', async () => {
    await visitor.actAs(secretary)
    await visitor.open(branch)
    await visitor.card('支部助手已入群', '/绑定 支部')
    await visitor.says(`/绑定 支部 ${branch} 上级=局党委`)
    await visitor.press(await visitor.card(`绑定支部：${branch}`, '正式党员'), '确认', '已绑定')
    await visitor.says('/党员 名册')
    const roster = await visitor.card(`${branch}名册`)
    expect(await textOf(roster)).toMatch(/马骏 正式党员 书记/)
    await visitor.says('/进度 本季度')
    const progress = await visitor.card(`${branch}进度`, '支部党员大会')
    await visitor.picture(progress.locator('.card'), 'progress-card')
  })

  it('opens a meeting and ticks a row of its checklist', async () => {
    await visitor.says('/会议 新建 党员大会 下周五15:00 议题=讨论2027年工作计划 地点=二楼会议室')
    const checklist = await visitor.card('会议清单', 'D20')
    // Longer than the window: it is read from its title on.
    const title = await checklist.getByRole('heading', { level: 3 }).boundingBox()
    expect(title?.y).toBeGreaterThan(0)
    expect(title?.y).toBeLessThan(wide.height / 2)
    await checklist.getByRole('checkbox', { name: '准备工作报告等会议资料' }).click()
    await visitor.toast('已记录完成')
    await checklist.getByRole('checkbox', { name: '准备工作报告等会议资料', checked: true }).waitFor()
    await visitor.picture(checklist.locator('.card'), 'checklist-card')
  })

  it('answers the checklist with a file, which becomes material and can be fetched again', async () => {
    const text = '%PDF-1.7\n工作报告\n'
    const checklist = await visitor.card('会议清单', 'D20')
    await checklist.getByRole('button', { name: '回复' }).click()
    await visitor.page
      .getByLabel('选择文件')
      .setInputFiles({ name: '工作报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text) })
    // One step alone can be done now: the file is for it, and nobody is asked.
    await visitor.card('佐证材料', '已保存：工作报告.pdf')
    await checklist.getByText('材料1份').first().waitFor()
    // The person's own message links to what was sent.
    const arriving = visitor.page.waitForEvent('download')
    await visitor.page.getByRole('link', { name: '工作报告.pdf' }).last().click()
    const download = await arriving
    expect(download.suggestedFilename()).toBe('工作报告.pdf')
    expect(readFileSync(await download.path(), 'utf8')).toBe(text)
  })

  it('sends the notice, which people answer', async () => {
    await visitor.says(`/通知 ${await meeting()}`)
    const notice = await visitor.card('通知：党员大会')
    for (const name of [treasurer, clerk, teacher]) {
      await visitor.actAs(name)
      await visitor.press(notice, '参加', '已登记：参加')
    }
    await visitor.actAs(absent)
    await notice.getByRole('textbox', { name: '请假原因' }).fill('外出学习')
    await visitor.press(notice, '请假', '已登记：请假')
    await notice.getByText('参加3人，请假1人').waitFor()
  })

  it('signs in with four of five', async () => {
    await visitor.actAs(secretary)
    await visitor.says(`/签到 ${await meeting()}`)
    const signIn = await visitor.card('签到：党员大会', '应到')
    for (const name of [secretary, treasurer, clerk, teacher]) {
      await visitor.actAs(name)
      await visitor.press(signIn, '签到', '已签到')
    }
    await signIn.getByText('实到4/应到5').waitFor()
  })

  it('votes, changes a mind, closes and sees the verdict with its figures', async () => {
    await visitor.actAs(secretary)
    await visitor.says(`/表决 发起 通过2027年工作计划 会议=${await meeting()} 方式=公开`)
    const ballot = await visitor.card('表决：通过2027年工作计划', '已表决0/4人')
    const choices = [
      [secretary, '赞成'],
      [treasurer, '反对'],
      [treasurer, '赞成'],
      [clerk, '赞成'],
      [teacher, '反对'],
    ] as const
    for (const [name, choice] of choices) {
      await visitor.actAs(name)
      await visitor.press(ballot, choice, `已记录：${choice}`)
    }
    await visitor.card('表决：通过2027年工作计划', '已表决4/4人')
    await visitor.picture(visitor.page, 'sandbox')
    await visitor.actAs(secretary)
    await visitor.says('/表决 截止')
    // The ballot turns into its result, and the result comes as the answer to the command.
    await ballot.getByRole('heading', { level: 3, name: '表决结果' }).waitFor()
    const result = visitor.page.locator('article.with-card').filter({ hasText: '表决结果' }).nth(1)
    await result.waitFor()
    expect(await textOf(ballot)).toContain('结果：通过')
    await visitor.picture(result.locator('.card'), 'result-card')
    const words = await textOf(result)
    for (const figure of ['应到 5人', '实到 4人', '赞成 3人', '反对 1人', '弃权 0人', '结果：通过'])
      expect(words).toContain(figure)
    expect(words).toContain('赞成3人＞5人的半数')
    expect(words).toContain('支部工作条例')
  })

  it('finds everything again after a reload', async () => {
    await visitor.page.reload()
    await visitor.page.getByRole('heading', { level: 1, name: branch }).waitFor()
    expect(await visitor.page.locator('#as-name').innerText()).toBe(secretary)
    expect(await textOf(await visitor.card('表决结果：通过2027年工作计划'))).toContain('赞成 3人')
    const checklist = await visitor.card('会议清单')
    await checklist.getByRole('checkbox', { name: '准备工作报告等会议资料', checked: true }).waitFor()
    await visitor.says(`/清单 ${await meeting()}`)
    const fresh = await visitor.card('会议清单')
    await fresh.getByRole('checkbox', { name: '准备工作报告等会议资料', checked: true }).waitFor()
  })

  it('asks the superior, whose decision comes back', async () => {
    await visitor.says('/请示 新建 召开2026年度民主生活会 主送=局党委')
    const request = await visitor.card('关于召开2026年度民主生活会的请示', '待批复')
    await visitor.actAs('郑书记')
    await visitor.open('局党委工作群')
    await visitor.press(await visitor.card('待审批：召开2026年度民主生活会'), '同意', '同意')
    await visitor.card('已办理：召开2026年度民主生活会')
    await visitor.actAs(secretary)
    await visitor.open(branch)
    await request.getByText('同意').first().waitFor()
  })

  it('moves the clock to the next due instant and shows what was sent', async () => {
    const clock = visitor.page.getByRole('complementary', { name: '时钟' })
    const before = await clock.locator('#clock-day').innerText()
    const reminder = clock.locator('.sent').filter({ hasText: '提醒' })
    const next = clock.getByRole('button', { name: '到下一个到期时刻' })
    for (let moves = 1; (await reminder.count()) === 0; moves += 1) {
      expect(moves, 'moves without any reminder').toBeLessThan(8)
      await next.click()
      await clock
        .locator('.move')
        .nth(Math.min(moves, 8) - 1)
        .waitFor()
    }
    expect(await clock.locator('#clock-day').innerText()).not.toBe(before)
  })

  it('reads the same on a telephone, without scrolling sideways', async () => {
    const telephone = await visit(browser, service.url, narrow)
    await telephone.actAs(treasurer)
    await telephone.open(branch)
    await telephone.says('/进度 本季度')
    await telephone.card(`${branch}进度`)
    expect(await sideways(telephone)).toEqual([])
    await telephone.page.getByRole('button', { name: '会话列表' }).click()
    expect(await sideways(telephone)).toEqual([])
    expect(telephone.troubles).toEqual([])
    await telephone.page.close()
  })
})

/** The number that the bot gave to the meeting: `D2026-001`. */
async function meeting(): Promise<string> {
  const words = await textOf(await visitor.card('会议清单'))
  return /D\d{4}-\d{3}/.exec(words)?.[0] ?? words
}

/** Parts of the page that are wider than the window. Tables may scroll inside their own frame. */
const sideways = ({ page }: Visitor): Promise<string[]> =>
  page.evaluate(`[document.documentElement, ...document.querySelectorAll('.messages, .card, .card-body')]
    .filter((part) => part.scrollWidth > part.clientWidth)
    .map((part) => part.tagName + '.' + part.className)`)
