import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../sandbox/types.ts'
import { createStorage } from '../../src/db/stores/unit.ts'
import { localStore } from '../../src/papers/storage/local-store.ts'
import { masterKey } from '../../src/papers/storage/master-key.ts'
import { createVault } from '../../src/papers/storage/vault.ts'
import { textOf, useTestBot } from '../helpers/test-bot.ts'
import { textsInZip } from '../papers/read-zip.ts'
import { wordsOfDocument } from '../papers/words-of-document.ts'
import { actionsOf, rawClick } from './raw-click.ts'

const bot = useTestBot({ fresh: 'file' })
const numberIn = (message: Message): string => /[A-Z]2026-\d{3}/.exec(textOf(message))?.[0] ?? 'none'
const files = (who: string) => bot.messages(who).filter(({ resource }) => resource)
const lastFile = (who: string) => bot.fileOf(files(who).at(-1) as Message)
/** Everything that a zip holds, as one text. */
const inside = async (who: string): Promise<{ parts: Record<string, string>; all: string }> => {
  const parts = await textsInZip(lastFile(who).bytes)
  return { parts, all: Object.entries(parts).flat().join('\n') }
}

describe('papers that only named persons may see', () => {
  let branch: string
  let meeting: string
  let penalty: string
  beforeAll(async () => {
    ;({ branch } = await bot.bindBranch(['张伟', '李四', '王五', '赵六']))
    await bot.says('张伟', branch, '/党员 任职 李四 组织委员')
    await bot.says('张伟', branch, '/党员 任职 王五 处领导')
    const card = await bot.says(
      '张伟',
      branch,
      '/会议 新建 民主生活会 2026-12-25 15:00 议题=对照检查 地点=一楼',
    )
    meeting = numberIn(card)
    await bot.clicks('张伟', card, '上传资料', { 步骤: '广泛征求意见' })
    const bytes = new TextEncoder().encode('%PDF-1.7 密意见内容')
    await bot.sends('张伟', '私聊', { name: '密意见原件.pdf', bytes })
    await bot.clicks('张伟', card, '免办', { 步骤: '专人归纳整理', 说明: '密免办原因' })
    penalty = numberIn(await bot.says('张伟', '私聊', '/事项 新建 职工处罚 密某某'))
    await bot.says('张伟', '私聊', `/文书 ${penalty} 处罚审批表`)
  })

  it('stay out of the file of a case that everybody knows, and are named in its contents', async () => {
    await bot.says('李四', branch, `/导出 ${meeting}`)
    const { parts, all } = await inside('李四')
    expect(all).not.toMatch(/密意见|密免办原因/)
    const contents = Object.entries(parts).find(([name]) => name.endsWith('目录.html'))?.[1] ?? ''
    expect(contents).toContain('（限定人员可见）')
    expect(contents).toContain('广泛征求意见')
    expect(contents).toContain(`须由两人确认另行导出：/导出 ${meeting} 范围=含限定`)
  })

  it('come with it once a second person of the circle has agreed', async () => {
    await bot.says('张伟', branch, `/导出 ${meeting} 范围=含限定`)
    const before = files('张伟').length
    const asked = bot.latest('张伟', '确认导出')
    expect((await bot.clicks('张伟', asked, '确认')).toast).toBe('已提交复核')
    expect((await bot.clicks('李四', bot.latest('李四', '请复核'), '同意导出')).toast).toBe('已同意导出')
    expect(files('张伟')).toHaveLength(before + 1)
    expect((await inside('张伟')).all).toMatch(/密意见原件[\s\S]*密意见内容/)
  })

  it('are asked for by nobody without the right', async () => {
    expect(textOf(await bot.says('李四', branch, `/导出 ${meeting} 范围=含限定`))).toContain('仅')
    expect(textOf(await bot.says('赵六', branch, `/导出 ${meeting}`))).toContain('仅')
  })

  it('of a restricted case: two persons, none of them twice, and a second click changes nothing', async () => {
    await bot.says('张伟', '私聊', `/导出 ${penalty}`)
    const own = bot.latest('张伟', '确认导出')
    expect((await bot.clicks('张伟', own, '确认')).toast).toBe('已提交复核')
    const second = bot.latest('王五', '请复核')
    expect(textOf(second)).toContain(penalty)
    const before = files('张伟').length
    // The one who asked presses the other's button, by a click that was put together by hand.
    const value = actionsOf(second).find(({ words }) => words === '同意导出')?.value
    const forged = await rawClick(bot, '张伟', second, {
      value,
      chatId: own.chatId,
      messageId: own.messageId,
    })
    expect(forged).toContain('另一名任职人员')
    expect(files('张伟')).toHaveLength(before)
    const both = await Promise.all([
      bot.clicks('王五', second, '同意导出'),
      bot.clicks('王五', second, '同意导出'),
    ])
    expect(both.filter(({ toast }) => toast === '已同意导出')).toHaveLength(1)
    expect(files('张伟')).toHaveLength(before + 1)
    const { parts, all } = await inside('张伟')
    expect(parts['导出说明.txt']).toContain('张伟于')
    expect(all).toContain('密某某')
    const [row] = await bot.db
      .sql`select sealed, visibility from stored_file where name like ${`%${penalty}%归档%`}`
    expect(row).toEqual({ sealed: true, visibility: 'restricted' })
    expect(bot.messages(branch).map(textOf).join()).not.toContain('密某某')
  })

  it('are too late after 24 hours, and an order of one’s own after one', async () => {
    await bot.says('张伟', '私聊', `/导出 ${penalty}`)
    const own = bot.latest('张伟', '确认导出')
    await bot.clicks('张伟', own, '确认')
    const second = bot.latest('王五', '请复核')
    await bot.says('张伟', '私聊', `/导出 ${penalty}`)
    const stale = bot.latest('张伟', '确认导出')
    const before = files('张伟').length
    bot.clock.moveTo(new Date(+bot.clock.now() + 24 * 3_600_000))
    expect((await bot.clicks('王五', second, '同意导出')).toast).toContain('复核已超过24小时')
    expect((await bot.clicks('张伟', stale, '确认')).tone).toBe('warning')
    expect(files('张伟')).toHaveLength(before)
  })

  it('bear the name of whoever takes them out, while what is kept bears nobody’s', async () => {
    const card = bot.latest('张伟', '文书：')
    await bot.clicks('张伟', card, '取回')
    expect(await wordsOfDocument(lastFile('张伟').bytes)).toMatch(/^张伟于2026-11-23 10:00导出/)
    const [kept] = await bot.db.sql<{ file_id: string }[]>`
      select v.file_id from document_version v join stored_file f on f.id = v.file_id where f.sealed`
    const [tenant] = await bot.db.sql<{ id: string }[]>`select id from tenant`
    const tenantId = tenant?.id ?? ''
    const storage = createStorage({ db: bot.db.database.db, tenantId, clock: bot.clock })
    const vault = createVault({
      tenantId,
      storage,
      blobs: localStore(join(bot.dataDir, 'files')),
      masterKey: () => masterKey(bot.dataDir, undefined),
    })
    const file = await storage.unit((unit) => unit.files.get(kept?.file_id ?? ''))
    expect(await wordsOfDocument(file ? await vault.open(file) : new Uint8Array())).toMatch(/^职工处罚审批表/)
  })

  it('in the pack of a year: a restricted case is a number on the first page, and nothing else', async () => {
    await bot.says('李四', branch, '/导出 年度 2026')
    const { parts, all } = await inside('李四')
    expect(parts['index.html']).toContain(`须由知情范围内的两名任职人员逐件导出：${penalty}`)
    expect(parts['index.html']).toContain('未结事项')
    expect(all).not.toMatch(/密某某|密意见|密免办原因|职工处罚/)
  })
})
