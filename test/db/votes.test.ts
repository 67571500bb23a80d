import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { entryHash, genesis } from '../../src/db/stores/audit-chain.ts'
import { closeBallot } from '../../src/domain/voting/close-ballot.ts'
import { useDatabase } from '../helpers/database.ts'
import { messageId, now, openPoll, type Poll } from './votes-fixture.ts'

const given = useDatabase({ poolSize: 6 })
const poll = (voters = 3) => openPoll(given.database, voters)
/** Another replica's pool, known to PostgreSQL as `zhibu cli`. */
const another = () => openDatabase({ databaseUrl: given.url, dataDir: 'unused', role: 'cli', poolSize: 2 })
const counted = (choice: string, change: { changed?: boolean; repeated?: boolean } = {}) => ({
  outcome: 'counted',
  choice,
  changed: false,
  repeated: false,
  ...change,
})

/** Backends of the other replica that wait for a lock. */
async function blocked(): Promise<number> {
  const [row] = await given.sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where application_name = 'zhibu cli' and datname = current_database() and wait_event_type = 'Lock'`
  return row?.count ?? 0
}

/** Each entry follows from the one before, without a gap. */
async function expectWholeChain(poll: Poll): Promise<void> {
  let prev = genesis
  for (const [index, entry] of (await poll.audit()).entries()) {
    expect(entry).toMatchObject({ seq: index + 1, prev, hash: entryHash(prev, entry.body) })
    prev = entry.hash
  }
}

describe('a click that counts', () => {
  it('is stored with its audit entry and leaves the card behind', async () => {
    const one = await poll()
    const told: string[] = []
    const committer = one.replica({ onCommitted: () => told.push('committed') })
    expect(await committer.cast(one.click(0, 'yes'))).toEqual(counted('yes'))
    expect(await one.votes()).toEqual([{ memberId: one.members[0], choice: 'yes' }])
    expect(await one.wanted()).toBe(1)
    expect(told).toEqual(['committed'])
    const entries = await one.audit()
    expect(entries.map(({ action, actorId }) => ({ action, actorId }))).toEqual([
      { action: 'ballot.vote', actorId: one.members[0] },
    ])
    expect(JSON.parse(entries[0]?.body ?? '').facts).toEqual({ changed: false })
  })

  it('may be changed until the close; the last one counts', async () => {
    const one = await poll()
    const committer = one.replica()
    await committer.cast(one.click(0, 'yes'))
    expect(await committer.cast(one.click(0, 'no'))).toEqual(counted('no', { changed: true }))
    expect(await one.votes()).toEqual([{ memberId: one.members[0], choice: 'no' }])
  })

  it('is counted once when the platform delivers it again, with the same answer', async () => {
    const one = await poll()
    const click = one.click(0, 'yes')
    await one.replica().cast(click)
    await one.replica().cast(one.click(0, 'no'))
    expect(await one.replica().cast(click)).toEqual(counted('yes', { repeated: true }))
    expect(await one.votes()).toMatchObject([{ choice: 'no' }])
    expect(await one.audit()).toHaveLength(2)
  })

  it('is counted once when two replicas get it in the same moment', async () => {
    const one = await poll()
    const click = one.click(0, 'yes')
    const results = await Promise.all([one.replica().cast(click), one.replica().cast(click)])
    expect(results.map((result) => 'repeated' in result && result.repeated).sort()).toEqual([false, true])
    expect(await one.audit()).toHaveLength(1)
  })

  it('is counted once when it comes twice in one batch', async () => {
    const one = await poll()
    const committer = one.replica()
    const click = one.click(0, 'yes')
    const results = await Promise.all([committer.cast(click), committer.cast(click)])
    expect(results).toEqual([counted('yes'), counted('yes', { repeated: true })])
    expect(await one.audit()).toHaveLength(1)
  })

  it('keeps the first body under a known event key, and says so', async () => {
    const one = await poll()
    const other: string[] = []
    const committer = one.replica({ onOtherBody: (click) => other.push(click.inbox.key) })
    const click = one.click(0, 'yes')
    await committer.cast(click)
    const again = await committer.cast({ ...click, choice: 'no', inbox: { ...click.inbox, digest: 'other' } })
    expect(again).toEqual(counted('yes', { repeated: true }))
    expect(other).toEqual([click.inbox.key])
    expect(await one.votes()).toMatchObject([{ choice: 'yes' }])
  })
})

describe('several clicks of one person', () => {
  it('ends twenty quick clicks with one vote and touches the card once a batch', async () => {
    const one = await poll()
    const committer = one.replica()
    const clicks = Array.from({ length: 20 }, (_, i) => one.click(0, i % 2 === 0 ? 'yes' : 'no'))
    const results = await Promise.all(clicks.map((click) => committer.cast(click)))
    expect(results.map((result) => 'choice' in result && result.choice)).toEqual(Array(20).fill('no'))
    expect(await one.votes()).toEqual([{ memberId: one.members[0], choice: 'no' }])
    expect(await one.audit()).toHaveLength(20)
    expect(await one.wanted()).toBe(1)
    const [row] = await given.sql`select changes from vote where tenant_id = ${one.tenantId}`
    expect(row?.changes).toBe(19)
    await expectWholeChain(one)
  })

  it('lets the later click win, also when the earlier one arrives after it', async () => {
    const one = await poll()
    const earlier = one.click(0, 'yes')
    const later = one.click(0, 'no')
    const committer = one.replica()
    await committer.cast(later)
    expect(await committer.cast(earlier)).toEqual(counted('no'))
    expect(await one.votes()).toMatchObject([{ choice: 'no' }])
    expect(await one.audit()).toHaveLength(1)
  })

  it('tells both devices the choice that counts, whichever replica took them', async () => {
    const one = await poll()
    const [left, right] = [one.click(0, 'yes'), one.click(0, 'no')]
    await Promise.all([one.replica().cast(left), one.replica().cast(right)])
    expect(await one.votes()).toMatchObject([{ choice: 'no' }])
    const [row] = await given.sql`select clicked_at from vote where tenant_id = ${one.tenantId}`
    expect(row?.clicked_at).toEqual(right.clickedAt)
    const inOneBatch = one.replica()
    const both = [one.click(1, 'abstain'), one.click(1, 'yes')].map((click) => inOneBatch.cast(click))
    expect((await Promise.all(both)).map((result) => 'choice' in result && result.choice)).toEqual([
      'yes',
      'yes',
    ])
  })

  it('takes the one that arrived later when the platform gives both the same time', async () => {
    const one = await poll()
    const committer = one.replica()
    await Promise.all([
      committer.cast(one.click(0, 'yes', { clickedAt: now })),
      committer.cast(one.click(0, 'abstain', { clickedAt: now })),
    ])
    expect(await one.votes()).toMatchObject([{ choice: 'abstain' }])
  })
})

describe('a click that is refused', () => {
  const refusedAs = async (one: Poll, outcome: object, click = one.click(0, 'yes')) => {
    expect(await one.replica().cast(click)).toEqual(outcome)
    expect(await one.votes()).toEqual([])
    expect(await one.audit()).toEqual([])
    expect(await one.wanted()).toBe(0)
  }

  it('comes at the closing instant, before anybody has closed the ballot', async () => {
    const one = await poll()
    one.clock.moveTo(new Date(+now + 30 * 60_000))
    await refusedAs(one, { outcome: 'closed', number: 'B2026-001' })
  })

  it('comes after the close', async () => {
    const one = await poll()
    await one.storage.unit((unit) => closeBallot(one.context(unit), one.ballotId, null))
    expect(await one.replica().cast(one.click(0, 'yes'))).toEqual({ outcome: 'closed', number: 'B2026-001' })
    expect(await one.votes()).toEqual([])
  })

  it('comes from a person who is on no roster', async () => {
    const one = await poll()
    await refusedAs(one, { outcome: 'not-a-voter' }, one.click(9, 'yes'))
  })

  it('comes from a member who joined after the roll was frozen', async () => {
    const one = await poll()
    await one.storage.unit(async (unit) => {
      const late = await unit.rosters.ensureMember('新党员', [
        { platform: 'feishu', kind: 'open_id', value: 'ou_9' },
      ])
      await unit.rosters.setStanding(one.organisationId, late.id, 'formal', '2026-11-25', null)
    })
    await refusedAs(one, { outcome: 'not-a-voter' }, one.click(9, 'yes'))
  })

  it('comes from a voter who was removed a moment ago', async () => {
    const one = await poll()
    await one.storage.unit((unit) =>
      unit.rosters.endStanding(one.organisationId, one.members[0] ?? '', '2026-11-25'),
    )
    await refusedAs(one, { outcome: 'not-a-voter' })
  })

  it('comes from a card that was forwarded to another chat', async () => {
    const one = await poll()
    await refusedAs(one, { outcome: 'not-our-card' }, one.click(0, 'yes', { chatId: 'oc_elsewhere' }))
  })

  it('comes from no card, or from one that we never sent', async () => {
    const one = await poll()
    await refusedAs(one, { outcome: 'not-our-card' }, one.click(0, 'yes', { messageId: null }))
    await refusedAs(one, { outcome: 'not-our-card' }, one.click(0, 'yes', { messageId: 'om_forged' }))
  })

  it('carries the id of another ballot: an existing and an unknown one are answered alike', async () => {
    const one = await poll()
    const other = await one.open()
    await refusedAs(one, { outcome: 'not-our-card' }, one.click(0, 'yes', { ballotId: other }))
    await refusedAs(one, { outcome: 'not-our-card' }, one.click(0, 'yes', { ballotId: randomUUID() }))
  })

  it('carries the id of a ballot of another enterprise', async () => {
    const [one, foreign] = [await poll(), await poll()]
    await refusedAs(one, { outcome: 'not-our-card' }, one.click(0, 'yes', { ballotId: foreign.ballotId }))
    expect(await foreign.votes()).toEqual([])
  })

  it('comes from a private card of somebody else', async () => {
    const one = await poll()
    await one.addCard('om_private', one.ballotId, null, one.members[1])
    await refusedAs(
      one,
      { outcome: 'not-our-card' },
      one.click(0, 'yes', { messageId: 'om_private', chatId: null }),
    )
    const owner = one.click(1, 'yes', { messageId: 'om_private', chatId: null })
    expect(await one.replica().cast(owner)).toEqual(counted('yes'))
  })
})

describe('the committer', () => {
  it('waits for a card whose message id is just being stored', async () => {
    const one = await poll()
    const committer = one.replica()
    const early = committer.cast(one.click(0, 'yes', { messageId: 'om_new' }))
    // Another voter's click is answered while the first one waits.
    expect(await committer.cast(one.click(1, 'no'))).toEqual(counted('no'))
    await one.addCard('om_new', one.ballotId)
    expect(await early).toEqual(counted('yes'))
    await committer.idle()
  })

  it('fails only the bad click of a batch', async () => {
    const one = await poll(40)
    const committer = one.replica()
    const clicks = one.members.map((_, i) => one.click(i, 'yes', i === 17 ? { messageId: 'om\u0000' } : {}))
    const results = await Promise.allSettled(clicks.map((click) => committer.cast(click)))
    expect(results.flatMap((result, i) => (result.status === 'rejected' ? [i] : []))).toEqual([17])
    expect(await one.votes()).toHaveLength(39)
    await expectWholeChain(one)
  })

  it('votes on several ballots in one batch, each card touched once', async () => {
    const one = await poll(10)
    const other = await one.open()
    await one.addCard('om_other', other)
    const committer = one.replica()
    await Promise.all(
      one.members.flatMap((_, i) => [
        committer.cast(one.click(i, 'yes')),
        committer.cast(one.click(i, 'no', { ballotId: other, messageId: 'om_other' })),
      ]),
    )
    expect(await one.votes()).toHaveLength(10)
    expect(await one.votes(other)).toHaveLength(10)
    expect([await one.wanted(messageId), await one.wanted('om_other')]).toEqual([1, 1])
  })

  it('gives the same answer and no second effect when the answer to a commit was lost', async () => {
    const one = await poll()
    // The replica dies after its commit: the platform delivers the click to another one.
    const click = one.click(0, 'yes')
    const dying = await another()
    await one.replica({ sql: dying.sql }).cast(click)
    await dying.close()
    expect(await one.replica().cast(click)).toEqual(counted('yes', { repeated: true }))
    expect(await one.audit()).toHaveLength(1)
  })

  it('takes the votes again whose connections were cut', async () => {
    const one = await poll(30)
    const cut = await another()
    const committer = one.replica({ sql: cut.sql })
    await Promise.all(one.members.map((_, i) => committer.cast(one.click(i, 'no'))))
    for (let round = 0; round < 5; round++) {
      // Held up in the middle of their transaction, the batches lose their connections.
      const casts = await given.sql.begin(async (tx) => {
        await tx`select 1 from ballot where id = ${one.ballotId} for update`
        const waiting = one.members.map((_, i) =>
          committer.cast(one.click(i, round % 2 === 0 ? 'yes' : 'no')),
        )
        while ((await blocked()) === 0);
        await tx`
          select pg_terminate_backend(pid, 5000) from pg_stat_activity
          where application_name = 'zhibu cli' and datname = current_database()`
        return { waiting }
      })
      const results = await Promise.all(casts.waiting)
      expect(results.map((result) => result.outcome)).toEqual(one.members.map(() => 'counted'))
    }
    expect(await one.votes()).toEqual(
      [...one.members].sort().map((memberId) => ({ memberId, choice: 'yes' })),
    )
    expect(await one.audit()).toHaveLength(6 * 30)
    await expectWholeChain(one)
    await cut.close()
  })

  it('rejects when the database is gone, so that the person can click again', async () => {
    const one = await poll()
    const ended = await another()
    await ended.close()
    await expect(one.replica({ sql: ended.sql }).cast(one.click(0, 'yes'))).rejects.toMatchObject({
      code: 'CONNECTION_ENDED',
    })
    expect(await one.votes()).toEqual([])
  })
})
