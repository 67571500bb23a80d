/**
 * `npm run bench` compares the service with a reference of the same run: `-- --short` for CI (about a minute), `-- --json`
 * for JSON lines. Fails on wrong results, never on time: figures of a busy machine are figures of that machine.
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
import { printer } from './report.ts'
import { benchStart } from './service-start.ts'

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
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
try {
  print(await benchInbound(size.inbound, dir))
  print(await benchDurableClick(size.click, dir))
  const place = await openBenchDatabase(dir)
  try {
    print(await benchHotBallot(size.ballot, place))
    print(await benchCloseRace(size.closes, place))
    print(await benchPlanning(size.planning, place))
    print(await benchArchives(size.records, dir, place))
  } finally {
    await place.database.close()
  }
  print(benchDeliverySchedule(5_000_000))
  print(await benchStart(dir))
} finally {
  rmSync(dir, { recursive: true, force: true })
}
