import { isDeepStrictEqual } from 'node:util'
import type { Choice, VoteCommitter } from '../src/domain/ports/index.ts'
import { closeBallot } from '../src/domain/voting/close-ballot.ts'
import { verdictOf } from '../src/domain/voting/count-ballot.ts'
import { choices } from '../src/domain/voting/index.ts'
import { openPoll, type Poll } from '../test/db/votes-fixture.ts'
import type { BenchDatabase } from './bench-database.ts'
import type { Figure } from './report.ts'

/** What a series of races came to. */
export interface Races {
  closes: number
  /** Votes that were acknowledged. */
  acknowledged: number
  /** Votes that are in the verdicts. */
  tallied: number
}

/** Votes without a pause, each time something else, until it is refused; answers the last choice that was acknowledged. */
async function hammer(
  poll: Poll,
  i: number,
  card: { ballotId: string; messageId: string },
  to: VoteCommitter,
) {
  let kept: Choice | null = null
  for (let turn = i; ; turn++) {
    const result = await to.cast(poll.click(i, choices[turn % choices.length] as Choice, card)) // inside the list
    if (result.outcome === 'closed') return { kept, acknowledged: turn - i }
    if (result.outcome !== 'counted') throw new Error(`a vote was ${result.outcome}`)
    kept = result.choice
  }
}

/**
 * Closes ballots while every voter votes without a pause on one of two replicas; each ballot twice at once. Throws when a
 * vote was acknowledged that the verdict does not count as it was acknowledged, or the other way round.
 */
export async function raceTheClose(poll: Poll, closes: number): Promise<Races> {
  const replicas = [poll.replica(), poll.replica()]
  const races: Races = { closes, acknowledged: 0, tallied: 0 }
  for (let round = 0; round < closes; round++) {
    const ballotId = await poll.open()
    const card = { ballotId, messageId: `om_${ballotId}` }
    await poll.addCard(card.messageId, ballotId)
    const hammering = poll.members.map((_, i) => hammer(poll, i, card, replicas[i % 2] as VoteCommitter))
    // The close falls after a number of votes that differs from round to round.
    while ((await poll.votes(ballotId)).length < (round % poll.members.length) + 1);
    const close = () => poll.storage.unit((unit) => closeBallot(poll.context(unit), ballotId, poll.secretary))
    const closed = await Promise.all([close(), close()])
    const ends = await Promise.all(hammering)
    if (closed.filter(({ first }) => first).length !== 1) throw new Error('two closes at once were not one')
    races.acknowledged += ends.reduce((sum, end) => sum + end.acknowledged, 0)
    races.tallied += await talliedOf(poll, ballotId, ends)
  }
  return races
}

/** How many votes the verdict counts; throws unless they are the ones that were acknowledged last. */
async function talliedOf(poll: Poll, ballotId: string, ends: { kept: Choice | null }[]): Promise<number> {
  const votes = await poll.votes(ballotId)
  const choiceOf = new Map(votes.map((vote) => [vote.memberId, vote.choice]))
  ends.forEach(({ kept }, i) => {
    const stored = choiceOf.get(poll.members[i] ?? '') ?? null
    if (stored !== kept) throw new Error(`a voter was told ${kept} and ${stored} is kept`)
  })
  const ballot = await poll.storage.unit((unit) => unit.ballots.get(ballotId))
  if (!ballot?.verdict || ballot.present === null) throw new Error('no verdict')
  if (!isDeepStrictEqual(verdictOf(ballot, votes, ballot.present), ballot.verdict))
    throw new Error('the verdict is not what the votes come to')
  return votes.length
}

/** Twenty voters on two replicas against closes: a result that is not right ends the bench. */
export async function benchCloseRace(closes: number, { database }: BenchDatabase): Promise<Figure[]> {
  const poll = await openPoll(database, 20)
  const began = performance.now()
  const races = await raceTheClose(poll, closes)
  const seconds = (performance.now() - began) / 1000
  return [
    {
      bench: 'close race',
      what: `${closes.toLocaleString('en')} closes against 20 voters on two replicas, every vote in the tally; taken`,
      value: races.acknowledged / seconds,
      unit: 'votes/s',
      limit: null,
    },
  ]
}
