import { createHash } from 'node:crypto'
import { volumeOf } from '../../src/papers/archive/volume.ts'
import { inVolumes, type PartGroup, volumeBytes } from '../../src/papers/archive/volumes.ts'
import { type ZipPart, zipOf } from '../../src/papers/office/zip.ts'

/**
 * Builds the archive of so many records in one of two ways and prints what it took: `zhibu` in volumes, `naive` all of it
 * at once. A process of its own, so that the memory is that of the way alone.
 */
const [way = 'zhibu', count = '5000'] = process.argv.slice(2)
const at = new Date('2026-12-31T00:00:00Z')
const fileBytes = 24 * 1024

/** Bytes that do not compress, the same at every run. */
function contentOf(record: number): Uint8Array {
  const blocks: Buffer[] = []
  for (let block = 0; block < fileBytes / 32; block++)
    blocks.push(createHash('sha256').update(`${record}|${block}`).digest())
  return Buffer.concat(blocks)
}

const groupOf = (record: number): ZipPart[] => [
  { name: `D2026-${record}/材料.bin`, content: contentOf(record) },
  { name: `D2026-${record}/事项.json`, content: JSON.stringify({ record }) },
]

async function* groups(): AsyncGenerator<PartGroup<null>> {
  for (let record = 1; record <= Number(count); record++) yield { parts: groupOf(record), about: null }
}

const about = { organisation: '', scope: '2026', madeFor: '', rules: [], cases: [] }
let bytes = 0
let volumes = 0
const begun = performance.now()
if (way === 'naive') {
  const parts: ZipPart[] = []
  for await (const group of groups()) parts.push(...group.parts)
  bytes = (await zipOf(parts, at)).length
  volumes = 1
} else
  for await (const volume of inVolumes(groups(), volumeBytes)) {
    volumes++
    bytes += (await volumeOf(volume.parts, { ...about, volume: volumes }, at)).length
  }
const seconds = (performance.now() - begun) / 1000
// On Linux in kilobytes: the most that the process ever held.
const peakMb = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ way, volumes, bytes, seconds, peakMb })}\n`)
