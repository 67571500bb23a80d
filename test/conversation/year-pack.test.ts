import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStorage } from '../../src/db/stores/unit.ts'
import type { PaperJob, Storage, Vault } from '../../src/domain/ports/index.ts'
import { exportYear } from '../../src/papers/jobs/export-year.ts'
import { JobTaken, type PaperTools } from '../../src/papers/jobs/kind.ts'
import { localStore } from '../../src/papers/storage/local-store.ts'
import { createVault } from '../../src/papers/storage/vault.ts'
import { loadTemplates } from '../../src/templates.ts'
import { useTestBot } from '../helpers/test-bot.ts'
import { textsInZip } from '../papers/read-zip.ts'

const bot = useTestBot({ fresh: 'file' })
const cases = 4
const lease = 60_000

describe('the pack of a year in several volumes', () => {
  let storage: Storage
  let job: { id: string; organisationId: string; requestedBy: string }
  let vault: Vault
  const tools = (keep: Vault['keep']): PaperTools => ({
    storage,
    vault: { ...vault, keep },
    fetch: () => Promise.reject(new Error('nothing is fetched')),
    clock: bot.clock,
    zone: 'Asia/Shanghai',
    catalogue: loadTemplates({}),
    workDir: join(bot.dataDir, 'work'),
    // Each case fills a volume of its own, and the first page too.
    volumeBytes: 1,
    newId: randomUUID,
  })
  const claim = async (): Promise<PaperJob> => {
    const [one] = await storage.unit((unit) => unit.paperJobs.claim(1, lease))
    if (!one) throw new Error('nothing is due')
    return one
  }
  /** The worker stood still for longer than its lease. */
  const leaseEnds = () => bot.db.sql`update paper_job set lease_until = now() - interval '1 second'`
  const state = async () =>
    (await bot.db.sql`select state, done, total from paper_job where id = ${job.id}`)[0]
  const sent = () =>
    bot.db.sql<{ name: string }[]>`
      select f.name from outgoing o join stored_file f on f.id::text = o.content ->> 'file'
      where o.key like ${`paper:${job.id}%`} order by f.created_at, f.name`
  /** Numbers of the cases in all volumes, as often as they are there, and how many first pages. */
  const packed = async () => {
    const files = await bot.db.sql<{ id: string }[]>`
      select f.id from stored_file f join outgoing o on f.id::text = o.content ->> 'file'
      where o.key like ${`paper:${job.id}%`}`
    const numbers: string[] = []
    let pages = 0
    for (const { id } of files) {
      const file = await storage.unit((unit) => unit.files.get(id))
      const parts = await textsInZip(file ? await vault.open(file) : new Uint8Array())
      if (parts['index.html']) pages++
      for (const one of JSON.parse(parts['manifest.json'] ?? '').cases) numbers.push(one.number)
    }
    return { pages, numbers: numbers.sort() }
  }
  const whole = { pages: 1, numbers: ['D2026-001', 'D2026-002', 'D2026-003', 'D2026-004'] }

  beforeAll(async () => {
    const { branch } = await bot.bindBranch(['张伟', '李四', '王五'])
    for (let day = 1; day <= cases; day++)
      await bot.says('张伟', branch, `/会议 新建 支委会 2026-12-1${day} 15:00 议题=第${day}项 地点=二楼`)
    await bot.group('第二支部群', ['钱进', '孙明', '周全'])
    await bot.clicks(
      '钱进',
      await bot.says('钱进', '第二支部群', '/绑定 支部 机关第二党支部 上级=局党委'),
      '确认',
    )
    for (const day of [1, 2])
      await bot.says(
        '钱进',
        '第二支部群',
        `/会议 新建 党员大会 2026-12-2${day} 15:00 议题=第${day}项 地点=二楼`,
      )
    const [tenant] = await bot.db.sql<{ id: string }[]>`select id from tenant`
    const tenantId = tenant?.id ?? ''
    storage = createStorage({ db: bot.db.database.db, tenantId, clock: bot.clock })
    vault = createVault({
      tenantId,
      storage,
      blobs: localStore(join(bot.dataDir, 'files')),
      masterKey: () => Promise.reject(new Error('nothing is sealed')),
    })
    // The service's own worker would take the jobs of this file.
    await bot.service.delivery.settle()
    await bot.service.stop()
  })
  beforeEach(async () => {
    const [own] = await bot.db.sql<{ organisation: string; member: string }[]>`
      select o.id as organisation, m.id as member from organisation o, member m
      where o.name = '机关第一党支部' and m.name = '张伟' limit 1`
    job = { id: randomUUID(), organisationId: own?.organisation ?? '', requestedBy: own?.member ?? '' }
    await storage.unit((unit) =>
      unit.paperJobs.add({
        ...job,
        key: `export:${job.id}`,
        kind: 'export.year',
        params: { year: '2026' },
        platform: 'feishu',
      }),
    )
  })

  it.each([
    0, 1, 2, 4,
  ])('goes on behind %i volumes when the worker died, and sends none twice', async (done) => {
    let kept = 0
    const dying = tools((given) =>
      ++kept > done ? Promise.reject(new Error('the power is gone')) : vault.keep(given),
    )
    await expect(exportYear.run(await claim(), dying)).rejects.toThrow('the power is gone')
    expect(await sent()).toHaveLength(done)
    await leaseEnds()
    await exportYear.run(await claim(), tools(vault.keep))
    expect(await sent()).toHaveLength(cases + 1)
    expect(await packed()).toEqual(whole)
    expect(await state()).toEqual({ state: 'done', done: cases, total: cases })
  })

  it('stops a worker that was slower than its lease, while another one goes on', async () => {
    let kept = 0
    const slow = tools(async (given) => {
      if (++kept === 3) {
        await leaseEnds()
        await exportYear.run(await claim(), tools(vault.keep))
      }
      return vault.keep(given)
    })
    await expect(exportYear.run(await claim(), slow)).rejects.toThrow(JobTaken)
    expect(await sent()).toHaveLength(cases + 1)
    expect(await packed()).toEqual(whole)
    expect(await state()).toEqual({ state: 'done', done: cases, total: cases })
  })

  describe('of a superior', () => {
    const all = [...whole.numbers, 'D2026-001', 'D2026-002'].sort()
    beforeEach(async () => {
      await bot.db.sql`update paper_job set state = 'dead' where state = 'planned'`
      const [own] = await bot.db.sql<{ id: string }[]>`select id from organisation where name = '局党委'`
      job = { ...job, id: randomUUID(), organisationId: own?.id ?? '' }
      await storage.unit((unit) =>
        unit.paperJobs.add({
          ...job,
          key: `export:${job.id}`,
          kind: 'export.year',
          params: { year: '2026' },
          platform: 'feishu',
        }),
      )
    })

    // 5 volumes of the first branch (its page and 4 cases), 3 of the second, and the overview.
    it.each([
      3, 5, 6, 7, 8,
    ])('goes on behind %i volumes of two branches, and packs no case twice', async (done) => {
      let kept = 0
      const dying = tools((given) =>
        ++kept > done ? Promise.reject(new Error('the power is gone')) : vault.keep(given),
      )
      await expect(exportYear.run(await claim(), dying)).rejects.toThrow('the power is gone')
      expect(await state()).toEqual({ state: 'planned', done: done - (done > 5 ? 2 : 1), total: 6 })
      await leaseEnds()
      await exportYear.run(await claim(), tools(vault.keep))
      expect(await sent()).toHaveLength(9)
      expect(await packed()).toEqual({ pages: 3, numbers: all })
      expect(await state()).toEqual({ state: 'done', done: 6, total: 6 })
    })

    it('packs what there was when it was ordered, and counts on from there', async () => {
      const begins = (hours: number) => bot.db.sql`
        update process_instance set started_at = started_at + ${hours} * interval '1 hour'
        where number = 'D2026-004'`
      await begins(1)
      let kept = 0
      const dying = tools((given) =>
        ++kept > 6 ? Promise.reject(new Error('the power is gone')) : vault.keep(given),
      )
      await expect(exportYear.run(await claim(), dying)).rejects.toThrow('the power is gone')
      await leaseEnds()
      await exportYear.run(await claim(), tools(vault.keep))
      expect(await packed()).toEqual({ pages: 3, numbers: all.filter((one) => one !== 'D2026-004') })
      expect(await state()).toEqual({ state: 'done', done: 5, total: 5 })
      await begins(-1)
    })
  })
})
