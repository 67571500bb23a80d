import { expect, it } from 'vitest'
import { entryHash, genesis } from '../../src/db/stores/audit-chain.ts'
import type { Choice } from '../../src/domain/ports/index.ts'
import { closeBallot } from '../../src/domain/voting/close-ballot.ts'
import { verdictOf } from '../../src/domain/voting/count-ballot.ts'
import { choices } from '../../src/domain/voting/index.ts'
import { useDatabase } from '../helpers/database.ts'
import { openPoll, type Poll } from './votes-fixture.ts'

const given = useDatabase({ poolSize: 8 })
const closes = 100
const voters = 20

/** Votes without a pause, each time something else, until refused; answers the last choice that was acknowledged. */
async function hammer(
  poll: Poll,
  i: number,
  change: { ballotId: string; messageId: string },
  replica: Replica,
) {
  let acknowledged: Choice | null = null
  for (let turn = i; ; turn++) {
    const result = await replica.cast(poll.click(i, choices[turn % 3] as Choice, change))
    if (result.outcome !== 'counted') return { acknowledged, refused: result.outcome }
    acknowledged = result.choice
  }
}
type Replica = ReturnType<Poll['replica']>

it('counts every acknowledged vote, however the close falls among them', { timeout: 120_000 }, async () => {
  const poll = await openPoll(given.database, voters)
  const replicas = [poll.replica(), poll.replica()]
  let counted = 0
  for (let round = 0; round < closes; round++) {
    const ballotId = await poll.open()
    const messageId = `om_${round}`
    await poll.addCard(messageId, ballotId)
    const hammering = poll.members.map((_, i) =>
      hammer(poll, i, { ballotId, messageId }, replicas[i % 2] as Replica),
    )
    // The close falls after a number of votes that differs from round to round.
    while ((await poll.votes(ballotId)).length < (round % voters) + 1);
    const [{ ballot }, again] = await Promise.all([
      poll.storage.unit((unit) => closeBallot(poll.context(unit), ballotId, poll.secretary)),
      poll.storage.unit((unit) => closeBallot(poll.context(unit), ballotId, null)),
    ])
    expect([ballot.status, again.ballot.status]).toEqual(['closed', 'closed'])
    const ends = await Promise.all(hammering)
    const votes = new Map((await poll.votes(ballotId)).map((vote) => [vote.memberId, vote.choice]))
    for (const [i, end] of ends.entries()) {
      expect(end.refused).toBe('closed')
      expect(votes.get(poll.members[i] ?? '') ?? null).toBe(end.acknowledged)
    }
    const stored = await poll.storage.unit((unit) => unit.ballots.get(ballotId))
    if (!stored?.verdict || stored.present === null) throw new Error('no verdict')
    const recount = [...votes].map(([memberId, choice]) => ({ memberId, choice }))
    expect(verdictOf(stored, recount, stored.present)).toEqual(stored.verdict)
    expect(stored.verdict.counted_yes).toBe(recount.filter((vote) => vote.choice === 'yes').length)
    counted += votes.size
  }
  expect(counted).toBeGreaterThan(closes)
  const entries = await poll.audit()
  let prev = genesis
  for (const [index, entry] of entries.entries()) {
    expect(entry.seq).toBe(index + 1)
    expect(entry.prev).toBe(prev)
    expect(entry.hash).toBe(entryHash(prev, entry.body))
    prev = entry.hash
  }
  // Two closes at once are one close.
  expect(entries.filter((entry) => entry.action === 'ballot.close')).toHaveLength(closes)
})
