import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { makeYear } from './archives/year-records.ts'
import type { BenchDatabase } from './bench-database.ts'
import type { Reading } from './report.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./archives/year-job.ts', import.meta.url))
const answer = z.object({ volumes: z.number(), bytes: z.number(), seconds: z.number(), peakMb: z.number() })
/** As in a small container: what is no longer needed is given back soon. */
const heap = '--max-old-space-size=192'
/** A year of any size is packed within this. */
const mostMb = 512

/**
 * Memory of the pack of a year, from records in a real database: by the job of the service in volumes, beside a build that
 * holds all of it, each in a process of its own. Fails where the job holds more than it may, or packs less.
 */
export async function benchArchives(records: number, dir: string, place: BenchDatabase): Promise<Reading[]> {
  const { organisationId, secretary } = await makeYear(place, join(dir, 'files'), records)
  const build = async (way: 'zhibu' | 'naive') => {
    const { stdout } = await run(process.execPath, [heap, script, way, dir, organisationId, secretary])
    return answer.parse(JSON.parse(stdout))
  }
  const ours = await build('zhibu')
  const naive = await build('naive')
  if (ours.bytes < naive.bytes * 0.9) throw new Error('the volumes do not hold what the naive archive holds')
  if (ours.peakMb > mostMb) throw new Error(`the pack of a year took ${Math.round(ours.peakMb)} MB of memory`)
  const reading = (what: string, value: number, unit: string, limit: number | null): Reading => ({
    bench: 'year-archive',
    what: `${what}, ${records} records`,
    value: Math.round(value),
    unit,
    limit,
  })
  return [
    reading(`peak memory in ${ours.volumes} volumes`, ours.peakMb, 'MB', mostMb),
    reading('peak memory of a naive build', naive.peakMb, 'MB', null),
    reading('time in volumes', ours.seconds * 1000, 'ms', null),
    reading('time of a naive build', naive.seconds * 1000, 'ms', null),
  ]
}
