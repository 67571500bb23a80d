import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openBallotSeals } from '../../src/sealing/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhibu-seals-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ballotId = '01936d6e-0000-7000-8000-000000000001'
const voter = (i: number) => `01936d6e-0000-7000-8000-00000000010${i}`

/** A command of an operator's that keeps keys as files of its own. */
const script = join(folder, 'vault.mjs')
writeFileSync(
  script,
  `import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
const [act, id] = process.argv.slice(2)
const path = ${JSON.stringify(folder)} + '/vault-' + id
if (act === 'keep') writeFileSync(path, readFileSync(0))
else if (!existsSync(path)) process.exit(3)
else if (act === 'read') process.stdout.write(readFileSync(path))
else rmSync(path)
`,
)
chmodSync(script, 0o700)

const places = {
  'in files': () => openBallotSeals({ dataDir: folder, keyCommand: undefined }),
  'behind a command': () => openBallotSeals({ dataDir: folder, keyCommand: `${process.execPath} ${script}` }),
}

describe.each(Object.entries(places))('sealed votes with keys %s', (_, open) => {
  it('open with the key of their ballot, and with it alone, until it is destroyed', async () => {
    const seals = open()
    const key = await seals.newKey(ballotId)
    const votes = await Promise.all(
      ['yes', 'no', 'yes'].map(async (text, i) => ({
        memberId: voter(i),
        ...(await seals.seal(key, { ballotId, memberId: voter(i), text })),
      })),
    )
    expect(new Set(votes.map((one) => one.sealed)).size).toBe(3)
    expect((await seals.open(ballotId, votes)).sort()).toEqual(['no', 'yes', 'yes'])
    expect(await open().destroyKey(ballotId)).toBe(true)
    expect(await seals.destroyKey(ballotId)).toBe(false)
    await expect(seals.open(ballotId, votes)).rejects.toThrow('not here')
  })

  it('do not open when they were given to another voter, or changed', async () => {
    const seals = open()
    const key = await seals.newKey(ballotId)
    const vote = await seals.seal(key, { ballotId, memberId: voter(1), text: 'yes' })
    await expect(seals.open(ballotId, [{ memberId: voter(2), ...vote }])).rejects.toThrow()
    const bytes = Buffer.from(vote.sealed, 'base64')
    bytes[40] = (bytes[40] ?? 0) ^ 1
    await expect(
      seals.open(ballotId, [{ memberId: voter(1), hash: vote.hash, sealed: bytes.toString('base64') }]),
    ).rejects.toThrow()
    await seals.destroyKey(ballotId)
  })
})

it('a key file is never written over, and no other name than an id becomes a path', async () => {
  const seals = places['in files']()
  await seals.newKey(ballotId)
  const before = readFileSync(join(folder, 'keys', `${ballotId}.key`), 'utf8')
  await expect(seals.newKey(ballotId)).rejects.toThrow('EEXIST')
  expect(readFileSync(join(folder, 'keys', `${ballotId}.key`), 'utf8')).toBe(before)
  await expect(seals.newKey('../outside')).rejects.toThrow('not the id')
  expect(existsSync(join(folder, 'outside.key'))).toBe(false)
})

it('a command that fails is told, without the key', async () => {
  const seals = openBallotSeals({ dataDir: folder, keyCommand: `${process.execPath} -e process.exit(7)` })
  await expect(seals.newKey(ballotId)).rejects.toThrow('KEY_COMMAND keep failed with exit code 7')
})
