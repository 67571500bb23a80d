import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { entryHash, genesis } from '../../src/db/stores/audit-chain.ts'
import { type FaultPoint, faultPoints } from '../../src/db/votes/fault-points.ts'
import type { SealedPaper, VoteClick } from '../../src/domain/ports/index.ts'
import { closeBallot } from '../../src/domain/voting/close-ballot.ts'
import { openBallotSeals } from '../../src/sealing/index.ts'
import { useDatabase } from '../helpers/database.ts'
import { aPaper, openPoll } from './votes-fixture.ts'

const given = useDatabase({ poolSize: 6 })
const voters = 5
const folder = mkdtempSync(join(tmpdir(), 'zhibu-faults-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const seals = openBallotSeals({ dataDir: folder, keyCommand: undefined })

/** Makes a committer of a kind on a pool of its own. */
type Replica<C> = (options: { sql: typeof given.sql; reached: (point: FaultPoint) => unknown }) => {
  cast(click: C): Promise<unknown>
}

/** Hands clicks to a replica that dies at a point: its connections break, and it neither does nor tells anything more. */
async function dieAt<C>(make: Replica<C>, point: FaultPoint, clicks: C[]): Promise<FaultPoint[]> {
  const { sql } = await openDatabase({ databaseUrl: given.url, dataDir: 'unused', role: 'cli', poolSize: 2 })
  const reached: FaultPoint[] = []
  let dead = false
  await new Promise<void>((died) => {
    const replica = make({
      sql,
      reached: (one) => {
        if (!dead) reached.push(one)
        dead ||= one === point
        if (dead) died()
        return dead ? new Promise(() => undefined) : undefined
      },
    })
    // Nobody hears a dead replica: neither answers nor failures.
    for (const click of clicks) replica.cast(click).then(expectNoAnswer, () => undefined)
  })
  await sql.end({ timeout: 0 })
  return reached
}
const expectNoAnswer = () => {
  throw new Error('a dead replica has answered')
}

it.each(
  faultPoints.map((point, place) => ({ point, place })),
)('loses and doubles no vote when the replica dies $point', async ({ point, place }) => {
  const poll = await openPoll(given.database, voters)
  const survivor = poll.replica()
  const before = [poll.click(0, 'no'), poll.click(1, 'abstain')]
  for (const click of before) expect(await survivor.cast(click)).toMatchObject({ outcome: 'counted' })

  // Everybody votes, two have done so before, and one clicks twice.
  const clicks = [...poll.members.map((_, i) => poll.click(i, 'yes')), poll.click(2, 'no')]
  expect(await dieAt<VoteClick>(poll.replica, point, clicks)).toEqual(faultPoints.slice(0, place + 1))

  // The platform had no answer and delivers everything again, to the replica that is left.
  const answers = await Promise.all(clicks.map((click) => survivor.cast(click)))
  expect(answers.map(({ outcome }) => outcome)).toEqual(clicks.map(() => 'counted'))
  const repeated = answers.every((answer) => 'repeated' in answer && answer.repeated)
  expect(repeated).toBe(point === 'committed')

  const expected = poll.members.map((memberId, i) => ({ memberId, choice: i === 2 ? 'no' : 'yes' }))
  expect((await poll.votes()).toSorted(byMember)).toEqual(expected.toSorted(byMember))
  const taken = [...before, ...clicks].map((click) => click.inbox.key).sort()
  const marks = await given.sql<{ key: string }[]>`select key from inbox where tenant_id = ${poll.tenantId}`
  expect(marks.map(({ key }) => key).sort()).toEqual(taken)
  let prev = genesis
  const entries = await poll.audit()
  for (const [index, entry] of entries.entries()) {
    expect(entry).toMatchObject({ seq: index + 1, prev, hash: entryHash(prev, entry.body) })
    prev = entry.hash
  }
  expect(entries).toHaveLength(taken.length)
  expect(await poll.wanted()).toBe(3)
  const { ballot } = await poll.storage.unit((unit) => closeBallot(poll.context(unit), poll.ballotId, null))
  expect(ballot.verdict).toMatchObject({ counted_yes: voters - 1 })
})

it.each(
  faultPoints.map((point, place) => ({ point, place })),
)('loses and doubles no secret paper when the replica dies $point', async ({ point, place }) => {
  const poll = await openPoll(given.database, voters)
  const id = await poll.open({ method: 'electronic_secret' })
  await given.sql`update ballot set seal_key = ${await seals.newKey(id)} where id = ${id}`
  const survivor = poll.sealer()
  // Everybody hands in a paper, one twice with another choice; one has done so before.
  const before = await aPaper(poll, seals, id, 0, 'no')
  expect(await survivor.cast(before)).toMatchObject({ outcome: 'sealed' })
  const papers = await Promise.all([1, 2, 3, 4].map((i) => aPaper(poll, seals, id, i, 'yes')))
  const twice = await aPaper(poll, seals, id, 4, 'no')
  const clicks = [...papers, twice]
  expect(await dieAt<SealedPaper>(poll.sealer, point, clicks)).toEqual(faultPoints.slice(0, place + 1))

  // The platform had no answer and delivers everything again, to the replica that is left.
  const answers = await Promise.all(clicks.map((click) => survivor.cast(click)))
  expect(answers.map(({ outcome }) => outcome)).toEqual([...papers.map(() => 'sealed'), 'took-part'])
  const receipts = answers.flatMap((one) => (one.outcome === 'sealed' ? [one] : []))
  expect(receipts.map(({ receipt }) => receipt)).toEqual(papers.map(({ hash }) => hash))
  expect(new Set(receipts.map(({ repeated }) => repeated))).toEqual(new Set([point === 'committed']))
  const kept = await given.sql<{ hash: string }[]>`select hash from sealed_vote where ballot_id = ${id}`
  expect(kept.map(({ hash }) => hash).sort()).toEqual([before, ...papers].map(({ hash }) => hash).sort())
  const marks = await given.sql`
    select 1 from inbox where tenant_id = ${poll.tenantId} and digest = 'confidential'`
  expect(marks).toHaveLength(voters)
  let prev = genesis
  for (const [index, entry] of (await poll.audit()).entries()) {
    expect(entry).toMatchObject({
      seq: index + 1,
      action: 'ballot.seal',
      prev,
      hash: entryHash(prev, entry.body),
    })
    prev = entry.hash
  }
  const { ballot } = await poll.storage.unit((unit) =>
    closeBallot({ ...poll.context(unit), seals }, id, null, { announce: false }),
  )
  expect(ballot.input).toMatchObject({ votes: { yes: voters - 1, no: 1, abstain: 0 } })
})

const byMember = (a: { memberId: string }, b: { memberId: string }) => (a.memberId < b.memberId ? -1 : 1)
