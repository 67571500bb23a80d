import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Reading } from './report.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./archives/build.ts', import.meta.url))
const answer = z.object({ volumes: z.number(), bytes: z.number(), seconds: z.number(), peakMb: z.number() })

const build = async (way: 'zhibu' | 'naive', records: number) => {
  const { stdout } = await run(process.execPath, [script, way, String(records)])
  return answer.parse(JSON.parse(stdout))
}

/** Memory of the archive of a year: in volumes, beside a build that holds all of it, each in a process of its own. */
export async function benchArchives(records: number): Promise<Reading[]> {
  const ours = await build('zhibu', records)
  const naive = await build('naive', records)
  if (ours.bytes < naive.bytes * 0.9) throw new Error('the volumes do not hold what the naive archive holds')
  const reading = (what: string, value: number, unit: string, limit: number | null): Reading => ({
    bench: 'year-archive',
    what: `${what}, ${records} records`,
    value: Math.round(value),
    unit,
    limit,
  })
  return [
    reading(`peak memory in ${ours.volumes} volumes`, ours.peakMb, 'MB', 512),
    reading('peak memory of a naive build', naive.peakMb, 'MB', null),
    reading('time in volumes', ours.seconds * 1000, 'ms', null),
    reading('time of a naive build', naive.seconds * 1000, 'ms', null),
  ]
}
