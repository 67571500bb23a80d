import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readSheet from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { verifyArchive } from '../../src/papers/archive/verify-archive.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { textsInZip } from '../papers/read-zip.ts'
import { rezipped } from '../papers/rezip.ts'
import { wordsOfDocument } from '../papers/words-of-document.ts'

const bot = useTestBot({ fresh: 'file' })
const people = ['张伟', '李四', '王五']
const folder = mkdtempSync(join(tmpdir(), 'zhibu-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('archives out', () => {
  let branch: string
  let superior: string
  beforeAll(async () => {
    ;({ branch, superior } = await bot.bindBranch(people, ['赵敏', '钱进']))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    const checklist = await bot.says(
      '张伟',
      branch,
      '/会议 新建 党员大会 2026-12-25 15:00 议题=讨论计划<script>alert(1)</script> 地点=二楼会议室',
    )
    await bot.clicks('李四', checklist, '上传资料', { 步骤: '准备工作报告等会议资料' })
    const bytes = new TextEncoder().encode('%PDF-1.7 报告')
    await bot.sends('李四', '私聊', { name: '../工作报告.pdf', bytes })
    await bot.clicks('张伟', checklist, '免办', {
      步骤: '听取不能到会党员的意见及群众意见',
      说明: '全员到会',
    })
    await bot.says('李四', branch, '/文书 D1 会议通知')
  })
  const files = (who: string) => bot.messages(who).filter(({ resource }) => resource)
  const fileNamed = (who: string, words: string) =>
    bot.fileOf(files(who).findLast(({ resource }) => resource?.name.includes(words)) as Message)
  const saved = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }

  it('makes the dossier of a case: documents, evidence, chain, contents with what is missing and waived', async () => {
    await bot.says('李四', branch, '/导出 D2026-001')
    expect(textOf(bot.latest('李四', '导出归档包'))).toContain('已完成')
    const { name, bytes } = fileNamed('李四', '归档')
    expect(name).toMatch(/^D2026-001 .*归档\.zip$/)
    const parts = await textsInZip(bytes)
    const names = Object.keys(parts)
    expect(names.some((one) => /\/文书\/01 .*通知.*\.docx$/.test(one))).toBe(true)
    expect(names.some((one) => /\/材料\/02 .*工作报告\.pdf$/.test(one))).toBe(true)
    expect(names.every((one) => !one.includes('..') || !one.split('/').includes('..'))).toBe(true)
    const manifest = JSON.parse(parts['manifest.json'] ?? '')
    expect(manifest).toMatchObject({ format: 'zhibu-archive/1', scope: 'D2026-001', organisation: branch })
    expect(manifest.cases).toMatchObject([{ number: 'D2026-001', complete: false }])
    expect(await verifyArchive(saved('case.zip', bytes))).toMatchObject({ valid: true, faults: [] })
  })

  it('lists who waived what and why', async () => {
    await bot.says('李四', branch, '/导出 D1 格式=xlsx')
    const [sheet] = await readSheet(Buffer.from(fileNamed('李四', '目录').bytes))
    const rows = sheet?.data.map((row) => row.join('|')) ?? []
    expect(rows.find((row) => row.includes('免办'))).toContain('张伟：全员到会')
    expect(rows.some((row) => row.includes('缺'))).toBe(true)
  })

  it('finds a changed, a missing and an added file, and a broken chain', async () => {
    const { bytes } = fileNamed('李四', '归档')
    const changed = await rezipped(bytes, (name, text) => (name.endsWith('.pdf') ? `${text}x` : text))
    expect(await verifyArchive(saved('changed.zip', changed))).toMatchObject({
      valid: false,
      faults: [{ fault: 'changed' }],
    })
    const less = await rezipped(bytes, (name, text) => (name.endsWith('.pdf') ? null : text))
    expect((await verifyArchive(saved('less.zip', less))).faults).toMatchObject([{ fault: 'missing' }])
    const more = await rezipped(bytes, (_name, text) => text, { '多.txt': 'x', '../../etc/x': 'y' })
    expect((await verifyArchive(saved('more.zip', more))).faults.map(({ fault }) => fault).sort()).toEqual([
      'unlisted',
      'unsafe-name',
    ])
    const broken = await rezipped(bytes, (name, text) =>
      name.endsWith('审计摘录.jsonl') ? text.replace('case.waive', 'case.close') : text,
    )
    expect((await verifyArchive(saved('broken.zip', broken))).faults.map(({ fault }) => fault)).toContain(
      'broken-chain',
    )
  })

  it('says plainly that there is no PDF where no converter is installed', async () => {
    const before = files('李四').length
    const path = process.env.PATH
    process.env.PATH = folder
    await bot.says('李四', branch, '/导出 D1 格式=pdf').finally(() => {
      process.env.PATH = path
    })
    const told = textOf(bot.latest('李四', '导出归档包'))
    expect(told).toContain('服务器没有安装 LibreOffice，不能转换为 PDF。请改用 格式=docx')
    expect(files('李四')).toHaveLength(before)
  })

  it('makes a ledger as an Excel file, by either command', async () => {
    await bot.says('李四', branch, '/导出 台账 三会一课 2026')
    const [sheet] = await readSheet(Buffer.from(fileNamed('李四', '三会一课').bytes))
    expect(sheet?.data[0]).toContain('类型')
    expect(sheet?.data[1]).toContain('D2026-001')
    const before = files('张伟').length
    await bot.says('张伟', branch, '/台账 三会一课 2026年 导出')
    expect(files('张伟')).toHaveLength(before + 1)
  })

  it('makes a ledger as a Word file to be printed', async () => {
    await bot.says('李四', branch, '/导出 台账 整改 2026 格式=docx')
    const words = await wordsOfDocument(fileNamed('李四', '整改').bytes)
    // Columns of the committee: whoever takes them out is named.
    expect(words).toMatch(/^李四于2026-11-22 10:00导出，限本人工作使用\n.*整改台账\n整改 2026　共0项\n编号\n/)
    await bot.says('李四', branch, '/导出 台账 三会一课 2026 格式=Word')
    expect(await wordsOfDocument(fileNamed('李四', '三会一课').bytes)).toContain('D2026-001')
  })

  it('makes the pack of a year, whose first page opens without a server and holds text as text', async () => {
    await bot.says('李四', branch, '/导出 年度 2026')
    const { bytes, name } = fileNamed('李四', '年度档案')
    expect(name).toContain(`${branch}2026年度档案`)
    const parts = await textsInZip(bytes)
    const page = parts['index.html'] ?? ''
    expect(page).toContain('D2026-001')
    expect(page).toContain('组织生活会')
    expect(page).not.toContain('<script')
    expect(page).toContain('按期')
    expect(await verifyArchive(saved('year.zip', bytes))).toMatchObject({ valid: true })
  })

  it('goes on behind the volumes that were committed when a worker died before the end', async () => {
    const before = files('李四').length
    await bot.db.sql`update paper_job set state = 'planned', finished_at = null where kind = 'export.year'`
    await bot.settle()
    expect(files('李四')).toHaveLength(before)
    expect(await bot.db.sql`select state, done, total from paper_job where kind = 'export.year'`).toEqual([
      { state: 'done', done: 1, total: 1 },
    ])
  })

  it('hands a superior the packs of its branches with an overview, and a member nothing', async () => {
    expect(textOf(await bot.says('王五', branch, '/导出 D1'))).toContain('仅')
    expect(textOf(await bot.says('王五', branch, '/导出 年度 2026'))).toContain('仅')
    await bot.says('赵敏', superior, '/导出 年度 2026')
    expect(files('赵敏').map(({ resource }) => resource?.name)).toEqual([
      `${branch}2026年度档案.zip`,
      `局党委2026年度总览.zip`,
    ])
    const parts = await textsInZip(fileNamed('赵敏', '总览').bytes)
    expect(parts['index.html']).toContain(branch)
  })

  it('lets a restricted ledger leave with two people, in private, with a watermark', async () => {
    const alone = await bot.says('张伟', branch, '/台账 建议 2026 导出')
    expect(textOf(alone)).toContain('须由两人确认才能导出')
    await bot.says('张伟', branch, '/党员 任职 王五 处领导')
    await bot.says('张伟', branch, '/台账 建议 2026 导出')
    const asked = bot.latest('张伟', '确认导出')
    expect(bot.messages(branch).some((one) => textOf(one).includes('确认导出'))).toBe(false)
    const before = files('张伟').length
    expect((await bot.clicks('张伟', asked, '确认')).toast).toBe('已提交复核')
    expect(files('张伟')).toHaveLength(before)
    const second = bot.latest('王五', '请复核')
    expect(bot.messages('李四').some((one) => textOf(one).includes('请复核'))).toBe(false)
    await bot.says('张伟', branch, '/党员 卸任 王五 处领导')
    expect((await bot.clicks('王五', second, '同意导出')).toast).toContain('另一名任职人员')
    await bot.says('张伟', branch, '/党员 任职 王五 处领导')
    expect((await bot.clicks('王五', second, '同意导出')).toast).toBe('已同意导出')
    expect(files('张伟')).toHaveLength(before + 1)
    const told = textOf(bot.latest('张伟', '限定人员可见的材料已导出'))
    expect(told).toContain('导出人：张伟；复核人：王五')
    expect(files('王五')).toHaveLength(0)
    const parts = await textsInZip(fileNamed('张伟', '建议').bytes)
    expect(parts['xl/worksheets/sheet1.xml']).toContain('张伟于2026-11-22 10:00导出')
    const [row] = await bot.db.sql`select sealed, visibility from stored_file where name like '%建议%'`
    expect(row).toEqual({ sealed: true, visibility: 'restricted' })
    const acts = await bot.db
      .sql`select action from audit where action like 'export.%' order by seq desc limit 2`
    expect(acts.map(({ action }) => action)).toEqual(['export.ledger', 'export.ask'])
  })

  it('lets nothing leave when the second person says no', async () => {
    await bot.says('张伟', branch, '/导出 台账 建议 2026 格式=docx')
    const before = files('张伟').length
    await bot.clicks('张伟', bot.latest('张伟', '确认导出'), '确认')
    const second = bot.latest('王五', '请复核')
    expect((await bot.clicks('王五', second, '不同意')).toast).toBe('已登记：不同意')
    expect(textOf(bot.latest('张伟', '复核未通过'))).toContain('王五不同意导出')
    expect(files('张伟')).toHaveLength(before)
  })
})
