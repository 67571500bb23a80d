import { join } from 'node:path'
import type { Sql } from 'postgres'
import { migrate } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { openTenant } from '../src/db/tenants.ts'
import { app } from './app.ts'
import { type BurstSize, benchBurst } from './burst.ts'
import { requireCommitted } from './check-votes.ts'
import { compete, type Length, type Pace, paceOf } from './figures.ts'
import { type Load, load } from './load.ts'
import { type Branch, castsFor, makeBranches, openBallots } from './poll.ts'
import { onTheWire, push } from './pushes.ts'
import type { Figure } from './report.ts'
import { benchSecretBurst } from './secret-burst.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { upsertVotes } from './single-upserts.ts'

/** How much is measured. */
export interface DurableClickSize extends Length {
  /** How often each voter clicks in a round. */
  passes: number
  /** Connections; each is measured in both scenes. */
  loads: number[]
  burst: BurstSize
}

const voters = 2000
const scenes = [
  { what: `one ballot of ${voters} voters`, branches: 1, aim: 8 },
  { what: `50 ballots of ${voters / 50} voters`, branches: 50, aim: 5 },
]
/** The reference is many times slower: a share of the voters tells its pace as well. */
const shares = { zhibu: 1, reference: 0.25 }

/** The database and the servers that work on it. */
interface Arena {
  sql: Sql
  tenantId: string
  zhibu: ServerProcess
  reference: ServerProcess
  close(): Promise<void>
}

async function openArena(dir: string): Promise<Arena> {
  const dataDir = join(dir, 'clicks')
  const { sql, close } = await openDatabase({ dataDir, role: 'cli', poolSize: 10 })
  const servers: ServerProcess[] = []
  const closeAll = async () => {
    for (const server of servers) await server.stop()
    await close()
  }
  const start = async (file: URL): Promise<ServerProcess> => {
    const server = await startServer(file, dir, { dataDir })
    servers.push(server)
    return server
  }
  try {
    await migrate(sql)
    const { id } = await openTenant(sql, { platform: 'feishu', appId: app.appId, key: app.tenantKey })
    const zhibu = await start(new URL('./servers/zhibu-clicks.ts', import.meta.url))
    const reference = await start(new URL('./servers/reference-clicks.ts', import.meta.url))
    return { sql, tenantId: id, zhibu, reference, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** Lets a share of the voters click on fresh ballots, and looks whether what was answered is what is kept. */
async function clickThrough(
  { sql, tenantId }: Arena,
  branches: readonly Branch[],
  { passes, share }: { passes: number; share: number },
  send: (requests: Buffer[]) => Promise<Load>,
): Promise<Pace> {
  const ballots = await openBallots(sql, tenantId, branches)
  const casts = castsFor(ballots, passes, share)
  const { bodies, ...result } = await send(casts.map(({ envelope }) => onTheWire(push(envelope))))
  const refused = bodies.find((body) => !body.startsWith('{"toast":{"type":"success"'))
  if (refused !== undefined) throw new Error(`a vote was answered ${refused}`)
  await requireCommitted(sql, tenantId, ballots, casts)
  return paceOf(result)
}

async function measure(
  arena: Arena,
  { what, aim: wanted }: (typeof scenes)[number],
  branches: readonly Branch[],
  connections: number,
  { passes, ...length }: DurableClickSize,
): Promise<Figure[]> {
  const { sql, tenantId } = arena
  const through = (server: ServerProcess, share: number) => () =>
    clickThrough(arena, branches, { passes, share }, (requests) => load(server.port, connections, requests))
  const [mine, usual, upserts] = await compete(
    [
      through(arena.zhibu, shares.zhibu),
      through(arena.reference, shares.reference),
      async () => {
        const ballots = await openBallots(sql, tenantId, branches)
        return upsertVotes(sql, tenantId, castsFor(ballots, passes), connections)
      },
    ],
    length,
    // As autovacuum does within a minute: plans that were made for empty tables are forgotten.
    () => sql`analyze`,
  )
  const compared = (name: string, pace: Pace, aim: number | null): Figure => ({
    bench: 'durable click',
    what: `${what}, c=${connections}`,
    zhibu: mine,
    reference: { name, ...pace },
    ratio: mine.perSecond / pace.perSecond,
    aim,
  })
  return [compared('SDK and ORM', usual, wanted), compared('single upserts', upserts, null)]
}

/**
 * The whole way of a vote: signed and encrypted click, checks, COMMIT on a disk that is waited for, toast. Against the
 * SDK's server with an ORM transaction a click, on the same PostgreSQL; beside it the bare vote rows, each upserted and
 * committed alone, as pgbench would.
 */
export async function benchDurableClick(size: DurableClickSize, dir: string): Promise<Figure[]> {
  const arena = await openArena(dir)
  try {
    const figures: Figure[] = []
    for (const scene of scenes) {
      const branches = await makeBranches(arena.sql, arena.tenantId, scene.branches, voters / scene.branches)
      for (const connections of size.loads)
        figures.push(...(await measure(arena, scene, branches, connections, size)))
    }
    const place = { ...arena, port: arena.zhibu.port }
    figures.push(...(await benchBurst(place, size.burst)), ...(await benchSecretBurst(place, size.burst)))
    return figures
  } finally {
    await arena.close()
  }
}
