import { expect, it } from 'vitest'
import { raceTheClose } from '../../bench/close-race.ts'
import { entryHash, genesis } from '../../src/db/stores/audit-chain.ts'
import { useDatabase } from '../helpers/database.ts'
import { openPoll } from './votes-fixture.ts'

const given = useDatabase({ poolSize: 8 })
/** `npm run bench` runs a thousand. */
const closes = 100

it('counts every acknowledged vote, however the close falls among them', { timeout: 120_000 }, async () => {
  const poll = await openPoll(given.database, 20)
  const { tallied, acknowledged } = await raceTheClose(poll, closes)
  expect(tallied).toBeGreaterThan(closes)
  expect(acknowledged).toBeGreaterThan(tallied)
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
  expect(entries.filter((entry) => entry.action === 'ballot.vote')).toHaveLength(acknowledged)
})

it('notices a vote that was acknowledged and is not counted', async () => {
  const poll = await openPoll(given.database, 2)
  await given.sql`
    create function lose_a_vote() returns trigger language plpgsql as $$
    begin
      delete from vote where ctid = (select min(ctid) from vote where ballot_id = new.id);
      return new;
    end $$`
  await given.sql`
    create trigger lose_a_vote before update of status on ballot for each row
    when (new.status = 'closed') execute function lose_a_vote()`
  await expect(raceTheClose(poll, 1)).rejects.toThrow('was told')
})
