import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Checkout, libraryLinks, makeCheckout } from '../helpers/checkout.ts'
import { startModule } from '../helpers/processes.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
/** Where root keeps programs for users who cannot reach node_modules; these tests leave it as it was. */
const shared = '/var/lib/zhibu'
const sharedBefore = existsSync(shared)

let top: string
let checkout: Checkout
let dataDir: string

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'zhibu-places-'))
  checkout = makeCheckout(top)
})
afterAll(() => {
  rmSync(top, { recursive: true, force: true })
  if (isRoot && !sharedBefore) rmSync(shared, { recursive: true, force: true })
})

const work: string[] = []
beforeEach(() => {
  chmodSync(top, 0o755)
  dataDir = mkdtempSync(join(tmpdir(), 'zhibu-data-'))
  work.push(dataDir)
})
afterEach(() => {
  chmodSync(top, 0o755)
  for (const dir of work.splice(0)) rmSync(dir, { recursive: true, force: true })
})

/** Starts the server twice in `dataDir`, writes and reads a row, stops it; prints what it saw. */
const visit = `
  import { startBundled } from './src/db/bundled/start.ts'
  import postgres from 'postgres'
  const seen = []
  for (const round of [1, 2]) {
    const server = await startBundled({ dataDir: process.argv[1], durability: 'none' })
    const sql = postgres({ ...server.connection, max: 1, onnotice() {} })
    await sql\`create table if not exists visit (round int)\`
    await sql\`insert into visit values (\${round})\`
    seen.push((await sql\`select count(*)::int as n from visit\`)[0].n)
    await sql.end()
    await server.stop()
  }
  console.log(JSON.stringify(seen))`

const attempt = `
  import { startBundled } from './src/db/bundled/start.ts'
  try {
    const server = await startBundled({ dataDir: process.argv[1], durability: 'none' })
    await server.stop()
    console.log('started')
  } catch (error) {
    console.log(error.name + ': ' + error.message)
  }`

/** Runs a program in the checkout: as a plain user, whoever runs the tests, or as this process's user. */
async function run(program: string, dir: string, as: 'plain user' | 'self'): Promise<string> {
  const { dir: cwd, node } = checkout
  const { output, error } = await startModule(program, [dir], {
    cwd,
    node,
    ...(as === 'plain user' && isRoot && { user: nobody }),
  }).ended
  return output.trim() || error
}

/** Makes the directory the plain user's own. */
const handOver = (dir: string): void => {
  if (isRoot) chownSync(dir, nobody.uid, nobody.gid)
}

describe('the bundled server starts', () => {
  it('for a plain user', async () => {
    handOver(dataDir)
    expect(await run(visit, dataDir, 'plain user')).toBe('[1,2]')
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700)
  })

  it('when the install scripts of npm were off', async () => {
    const links = libraryLinks(checkout.native)
    for (const link of links) rmSync(link)
    expect(await run(visit, dataDir, 'self')).toBe('[1,2]')
    expect(libraryLinks(checkout.native)).toEqual(links)
  })

  it('below a directory that only its owner may enter, such as /root', async () => {
    chmodSync(top, 0o700)
    const inside = join(top, 'data')
    work.push(inside)
    expect(await run(visit, inside, 'self')).toBe('[1,2]')
    expect(existsSync(join(inside, 'postgres', '18', 'PG_VERSION'))).toBe(true)
    expect(statSync(join(inside, 'postgres', '18')).uid).not.toBe(0)
  })

  it('with DATA_DIR in a directory that only its owner may enter', async () => {
    const locked = join(dataDir, 'locked')
    mkdirSync(locked, { mode: 0o700 })
    expect(await run(visit, join(locked, 'data'), 'self')).toBe('[1,2]')
  })
})

describe('the bundled server says what to do', () => {
  it('when the library links are missing and may not be made', async () => {
    const links = libraryLinks(checkout.native)
    for (const link of links) rmSync(link)
    chmodSync(join(checkout.native, 'lib'), 0o555)
    handOver(dataDir)
    expect(await run(attempt, dataDir, 'plain user')).toMatch(
      /^DatabaseFault: .* lacks the link .* \((EACCES|EROFS)\)\. Run "npm rebuild" as the owner of node_modules/,
    )
    chmodSync(join(checkout.native, 'lib'), 0o755)
    expect(await run(attempt, dataDir, isRoot ? 'self' : 'plain user')).toBe('started')
  })

  it('when the user may not write in DATA_DIR', async () => {
    chmodSync(dataDir, 0o555)
    expect(await run(attempt, join(dataDir, 'data'), 'plain user')).toMatch(
      /^DatabaseFault: DATA_DIR .* cannot be used \(EACCES\)\. Give this user a writable DATA_DIR, or set DATABASE_URL/,
    )
    chmodSync(dataDir, 0o755)
  })

  it('when there is no PostgreSQL for this platform', async () => {
    const bundle = join(checkout.native, '..')
    renameSync(bundle, `${bundle}-away`)
    const said = await run(attempt, dataDir, 'self')
    renameSync(`${bundle}-away`, bundle)
    expect(said).toMatch(
      /^DatabaseFault: There is no bundled PostgreSQL for .* set DATABASE_URL to a PostgreSQL server/,
    )
  })
})

// Only root can start programs as two users; for a plain user there is nothing to try.
const forRoot = isRoot ? describe : () => undefined
forRoot('data of another user', () => {
  it('stay theirs when root starts the service, and the user can go on', async () => {
    handOver(dataDir)
    expect(await run(visit, dataDir, 'plain user')).toBe('[1,2]')
    expect(await run(attempt, dataDir, 'self')).toBe('started')
    expect(await run(attempt, dataDir, 'plain user')).toBe('started')
  })

  it('are not for a plain user when root made them', async () => {
    expect(await run(attempt, dataDir, 'self')).toBe('started')
    chmodSync(dataDir, 0o755)
    expect(await run(attempt, dataDir, 'plain user')).toMatch(
      /^DatabaseFault: .*(belongs to another user|cannot be read|cannot be used)/,
    )
  })
})
