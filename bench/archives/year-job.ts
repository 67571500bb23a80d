import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createStorage } from '../../src/db/stores/unit.ts'
import { caseFile } from '../../src/domain/archive/case-file.ts'
import { bytesOf } from '../../src/papers/archive/volume.ts'
import { volumeBytes } from '../../src/papers/archive/volumes.ts'
import { exportYear } from '../../src/papers/jobs/export-year.ts'
import { factContext } from '../../src/papers/jobs/fact-context.ts'
import type { PaperTools } from '../../src/papers/jobs/kind.ts'
import { type ZipPart, zipOf } from '../../src/papers/office/zip.ts'
import { localStore } from '../../src/papers/storage/local-store.ts'
import { createVault } from '../../src/papers/storage/vault.ts'
import { loadTemplates } from '../../src/templates.ts'
import { openBenchDatabase } from '../bench-database.ts'
import { clock, year, zone } from './year-records.ts'

/**
 * Packs the year of a branch from a real database in one of two ways and prints what it took: `zhibu` with the job that the
 * service runs, `naive` everything gathered and zipped at once. A process of its own, so that the memory is that of the way
 * alone.
 */
const [way = 'zhibu', dir = '', organisationId = '', secretary = ''] = process.argv.slice(2)
const { database, tenant } = await openBenchDatabase(dir)
const storage = createStorage({ db: database.db, tenantId: tenant.id, clock })
const vault = createVault({
  tenantId: tenant.id,
  storage,
  blobs: localStore(join(dir, 'files')),
  masterKey: () => Promise.reject(new Error('nothing is sealed')),
})
let bytes = 0
let volumes = 0
const counting: PaperTools['vault'] = {
  ...vault,
  async keep(given) {
    bytes += given.bytes.length
    volumes++
    return vault.keep(given)
  },
}
const tools: PaperTools = {
  storage,
  vault: counting,
  fetch: () => Promise.reject(new Error('nothing is fetched')),
  clock,
  zone,
  catalogue: loadTemplates(),
  workDir: join(dir, 'work'),
  volumeBytes,
  newId: randomUUID,
}

async function inVolumes(): Promise<void> {
  const id = randomUUID()
  await storage.unit((unit) =>
    unit.paperJobs.add({
      id,
      key: `export:${id}`,
      organisationId,
      kind: exportYear.kind,
      params: { year },
      requestedBy: secretary,
      platform: 'feishu',
    }),
  )
  const [job] = await storage.unit((unit) => unit.paperJobs.claim(1, 60_000))
  if (!job) throw new Error('the job of the bench is not there')
  await exportYear.run(job, tools)
}

async function allAtOnce(): Promise<void> {
  const [from, to] = [new Date(`${year}-01-01T00:00:00Z`), new Date(`${Number(year) + 1}-01-01T00:00:00Z`)]
  const parts: ZipPart[] = []
  for (const id of await storage.unit((unit) => unit.processes.begunBetween(organisationId, from, to))) {
    const file = await storage.unit(async (unit) => {
      const found = await unit.processes.get(id)
      return found && caseFile(factContext(unit, tools), found, 'named')
    })
    for (const entry of file?.entries ?? [])
      parts.push({ name: entry.path, content: await bytesOf(entry, vault, clock.now()) })
  }
  bytes = (await zipOf(parts, clock.now())).length
  volumes = 1
}

const begun = performance.now()
await (way === 'naive' ? allAtOnce() : inVolumes())
const seconds = (performance.now() - begun) / 1000
await database.close()
// On Linux in kilobytes: the most that the process ever held.
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ way, volumes, bytes, seconds, peakMb })}\n`)
