/**
 * `npm run bench` compares the service with a reference of the same run: `-- --short` for CI (about a minute), `-- --json`
 * for JSON lines, `-- --only burst --only closes` for some of it. Fails on wrong results, never on time: figures of a busy machine are figures of that machine.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchArchives } from './archives.ts'
import { openBenchDatabase } from './bench-database.ts'
import { benchCloseRace } from './close-race.ts'
import { benchDeliverySchedule } from './delivery-schedule.ts'
import { benchDurableClick } from './durable-click.ts'
import { benchHotBallot } from './hot-ballot.ts'
import { benchInbound } from './inbound.ts'
import { benchPlanning } from './planning.ts'
import { type Figure, printer } from './report.ts'
import { benchStart } from './service-start.ts'

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
})
const size = values.short
  ? {
      inbound: { requests: 1500, warmUp: 5000, rounds: 9, seconds: 6 },
      click: { passes: 1, loads: [50], rounds: 3, seconds: 5, burst: { voters: 500, seconds: 3 } },
      ballot: { passes: 3, voters: 2000, loads: [50], rounds: 3, seconds: 8 },
      closes: 50,
      planning: { branches: 2000, rowByRow: 50, claims: 1000 },
      records: 1000,
    }
  : {
      inbound: { requests: 4000, warmUp: 10_000, rounds: 15, seconds: 25 },
      click: { passes: 2, loads: [50, 200], rounds: 5, seconds: 30, burst: { voters: 500, seconds: 10 } },
      ballot: { passes: 2, voters: 2000, loads: [50, 200], rounds: 5, seconds: 30 },
      closes: 1000,
      planning: { branches: 100_000, rowByRow: 300, claims: 1000 },
      records: 5000,
    }

const dir = mkdtempSync(join(tmpdir(), 'zhibu-bench-'))
chmodSync(dir, 0o711) // as root, the database's user must pass
const print = printer(values.json, (line) => console.log(line))

/** A bench that needs the database without a service. */
const onDatabase =
  (bench: (place: Awaited<ReturnType<typeof openBenchDatabase>>) => Promise<Figure[]>) =>
  async (): Promise<Figure[]> => {
    const place = await openBenchDatabase(dir)
    try {
      return await bench(place)
    } finally {
      await place.database.close()
    }
  }

/** Every bench by its name, in the order in which they run. */
const benches: Record<string, () => Promise<Figure[]> | Figure[]> = {
  inbound: () => benchInbound(size.inbound, dir),
  click: () => benchDurableClick(size.click, dir),
  burst: () => benchDurableClick({ ...size.click, loads: [] }, dir),
  ballot: onDatabase((place) => benchHotBallot(size.ballot, place)),
  closes: onDatabase((place) => benchCloseRace(size.closes, place)),
  planning: onDatabase((place) => benchPlanning(size.planning, place)),
  schedule: () => benchDeliverySchedule(5_000_000),
  archives: onDatabase((place) => benchArchives(size.records, dir, place)),
  start: () => benchStart(dir),
}
/** The bursts are part of `click`. */
const usual = Object.keys(benches).filter((name) => name !== 'burst')

const wanted = values.only ?? usual
const unknown = wanted.find((name) => !(name in benches))
try {
  if (unknown !== undefined)
    throw new Error(`no bench is called ${unknown}; there are ${Object.keys(benches).join(', ')}`)
  for (const name of wanted) print((await benches[name]?.()) ?? [])
} finally {
  rmSync(dir, { recursive: true, force: true })
}
