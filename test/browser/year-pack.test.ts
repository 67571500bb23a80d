import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseFile } from '../../src/domain/archive/case-file.ts'
import type { YearOverview } from '../../src/domain/archive/year-pack.ts'
import { contentsPage } from '../../src/papers/archive/contents-page.ts'
import { yearPage } from '../../src/papers/archive/year-page.ts'
import { openChromium } from './chromium.ts'

const months = Array.from({ length: 12 }, (_, index) => `2026年${index + 1}月`)
const quarters = ['一', '二', '三', '四'].map((one) => `2026年第${one}季度`)
const cell = (period: string, index: number) => {
  const [word, tone] =
    [
      ['按期完成', 'green'],
      ['逾期补开', 'yellow'],
      ['缺开', 'dark-red'],
    ][index % 5 === 3 ? 1 : index % 7 === 6 ? 2 : 0] ?? []
  return { period, word: word ?? '', tone: tone ?? '' }
}
const trap = '<img src=x onerror=alert(1)><script>alert(2)</script>'

/** A year with something of everything, and enough of it for several printed pages. */
const overview: YearOverview = {
  organisation: '机关第一党支部',
  year: '2026',
  madeAt: '2026-12-31 17:20',
  watermark: '张伟于2026-12-31 17:20导出，限本人工作使用',
  duties: [
    { label: '支部委员会会议', cells: months.map(cell) },
    { label: '党小组会（第一党小组）', cells: months.map(cell) },
    { label: '主题党日', cells: months.map(cell) },
    { label: '支部党员大会', cells: quarters.map(cell) },
    { label: '党课', cells: quarters.map(cell) },
    { label: '组织生活会', cells: [{ period: '2026年', word: '按期完成', tone: 'green' }] },
  ],
  counts: { onTime: 36, madeUp: 6, missed: 3, own: {} },
  cases: Array.from({ length: 40 }, (_, index) => ({
    number: `D2026-${String(index + 1).padStart(3, '0')}`,
    title: index === 0 ? trap : `党员大会：讨论第${index + 1}项年度重点工作`,
    folder: `D2026-${String(index + 1).padStart(3, '0')} 党员大会`,
    state: index < 37 ? '已归档' : '进行中',
    running: index >= 37,
    missing: index % 9 === 8 ? ['会议记录', '签到表'] : [],
  })),
  votes: Array.from({ length: 12 }, (_, index) => ({
    ballot: `B2026-${String(index + 1).padStart(3, '0')}`,
    matter: `通过第${index + 1}项年度重点工作的实施方案`,
    eligible: '24',
    present: '20',
    yes: '19',
    no: '0',
    abstain: '1',
    outcome: '通过',
    arithmetic: '应到会有表决权党员24人，实到20人≥12人，可以表决；赞成19人＞24人的半数（至少13人），通过',
  })),
  gaps: ['支部党员大会 2026年第四季度：缺开', 'D2026-009 党员大会：缺会议记录、签到表'],
  open: [{ kind: '整改', number: 'Z2026-001', title: '完善学习台账', owner: '李四', dueOn: '2027-01-15' }],
  closed: ['T2026-004'],
}
const contents: CaseFile = {
  number: 'D2026-001',
  title: '党员大会',
  folder: 'D2026-001 党员大会',
  visibility: 'branch',
  entries: [],
  missing: ['会议记录'],
  rules: [],
  ballots: [],
  contents: {
    name: 'D2026-001',
    columns: ['件号', '题名', '种类', '文号', '字节', 'SHA-256', '情况', '说明'].map((label) => ({
      label,
      type: label === '件号' || label === '字节' ? 'number' : 'text',
    })),
    rows: [
      [1, '关于召开党员大会的通知', '会议通知', 'D2026-001', 3215, 'a'.repeat(64), '有', ''],
      [2, '会议记录', '应归档', '', null, null, '缺', ''],
      [3, '征求意见', '应归档', '', null, null, '免办', '张伟：全员到会，会上征求'],
    ],
  },
}

describe('the pack of a year on the disk of an inspector', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-year-'))
  let browser: Browser
  beforeAll(async () => {
    writeFileSync(join(folder, 'index.html'), yearPage(overview))
    mkdirSync(join(folder, contents.folder))
    writeFileSync(join(folder, contents.folder, '目录.html'), contentsPage(contents))
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const open = async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    const asked: string[] = []
    const said: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => said.push(message.text()))
    page.on('dialog', (dialog) => {
      said.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    return { page, asked, said }
  }
  const picture = async (page: Awaited<ReturnType<typeof open>>['page'], name: string) => {
    if (process.env.PICTURES)
      await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`), fullPage: true })
  }

  it('opens without any server, runs nothing and asks for nothing', async () => {
    const { page, asked, said } = await open()
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
    expect(asked).toHaveLength(1)
    expect(said).toEqual([])
    await page.getByText(trap).waitFor()
    for (const words of [
      '按期',
      '补开',
      '缺开',
      '未结',
      '各项组织生活',
      '未结事项',
      'Z2026-001',
      'T2026-004',
    ])
      await page.getByText(words).first().waitFor()
    // Nothing hangs over the edge of the window.
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await picture(page, 'year-pack')
    await page.close()
  })

  it('leads to the contents of a case: what is there, missing, and waived by whom and why', async () => {
    const { page } = await open()
    await page.getByRole('link', { name: 'D2026-001' }).click()
    await page.getByRole('heading', { name: 'D2026-001 党员大会 归档文件目录' }).waitFor()
    for (const words of ['缺：会议记录', '免办', '张伟：全员到会，会上征求'])
      await page.getByText(words).first().waitFor()
    await picture(page, 'year-pack-contents')
    await page.close()
  })

  it('prints on A4, with no row cut in two and nothing wider than the paper', async () => {
    const { page } = await open()
    const pdf = await page.pdf({ preferCSSPageSize: true })
    if (process.env.PICTURES) writeFileSync(join(process.env.PICTURES, 'year-pack.pdf'), pdf)
    const text = pdf.toString('latin1')
    expect(text.match(/\/Type ?\/Page\b/g)?.length).toBeGreaterThan(2)
    expect(text).toMatch(/\/MediaBox ?\[0 0 59[45][\d.]* 84[12][\d.]*\]/)
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 688, height: 1000 }) // 182 mm: what the margins leave of A4
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.close()
  })
})
