import { systemClock } from '../src/clock.ts'
import { createVoteCommitter } from '../src/db/votes/index.ts'
import type { VoteClick } from '../src/domain/ports/index.ts'
import type { BenchDatabase } from './bench-database.ts'
import { requireCommitted } from './check-votes.ts'
import { compete, type Length, type Pace } from './figures.ts'
import { inFlight } from './in-flight.ts'
import { type Branch, type Cast, castsFor, makeBranches, openBallots } from './poll.ts'
import type { Figure } from './report.ts'
import { answerVote, type FlatClick } from './servers/reference-vote.ts'
import { upsertVotes } from './single-upserts.ts'

/** How much is measured. */
export interface HotBallotSize extends Length {
  /** How often each voter votes in a round. */
  passes: number
  voters: number
  /** Votes in flight. */
  loads: number[]
}

/** The reference is many times slower: a share of the voters tells its pace as well. */
const referenceShare = 0.25

/** A click as our dispatcher hands it to the committer. */
export const voteClick = ({ press, envelope }: Cast): VoteClick => ({
  ballotId: press.ballotId,
  choice: press.choice,
  platform: 'feishu',
  from: [{ platform: 'feishu', kind: 'open_id', value: press.openId }],
  messageId: press.messageId,
  chatId: press.chatId,
  clickedAt: new Date(press.at),
  inbox: { source: 'click', key: envelope.header.event_id, digest: '' },
})

/** The same click as the SDK's dispatcher hands it over. */
const flatClick = ({ press, envelope: { header, event } }: Cast): FlatClick => ({
  event_id: header.event_id,
  create_time: header.create_time,
  operator: event.operator,
  action: { value: { ballot: press.ballotId, choice: press.choice } },
  context: event.context,
})

/** One ballot on which everybody votes at once, and what each contestant does with the votes. */
function contestantsOn({ database, tenant }: BenchDatabase, branches: readonly Branch[], load: number) {
  const { sql } = database
  const committer = createVoteCommitter({ sql, tenantId: tenant.id, clock: systemClock })
  const naive = answerVote(database, tenant.id)
  /** Votes on a fresh ballot, and looks whether what was acknowledged is what is kept. */
  const checked = async (
    passes: number,
    share: number,
    cast: (one: Cast) => Promise<unknown>,
  ): Promise<Pace> => {
    const ballots = await openBallots(sql, tenant.id, branches)
    const casts = castsFor(ballots, passes, share)
    const pace = await inFlight(load, casts, cast)
    await requireCommitted(sql, tenant.id, ballots, casts)
    return pace
  }
  return {
    grouped: (passes: number) => () =>
      checked(passes, 1, async (one) => {
        const { outcome } = await committer.cast(voteClick(one))
        if (outcome !== 'counted') throw new Error(`a vote was ${outcome}`)
      }),
    single: () => checked(1, referenceShare, (one) => naive(flatClick(one))),
    upserts: (passes: number) => async () => {
      const ballots = await openBallots(sql, tenant.id, branches)
      return upsertVotes(sql, tenant.id, castsFor(ballots, passes), load)
    },
  }
}

/**
 * One ballot, one chained audit, everybody at once, without the web: votes that are committed in groups against one ORM
 * transaction a vote with the same checks and effects, on the same PostgreSQL and from the same process; beside them the
 * bare vote rows, each upserted and committed alone, as pgbench would.
 */
export async function benchHotBallot(
  { passes, voters, loads, ...length }: HotBallotSize,
  place: BenchDatabase,
): Promise<Figure[]> {
  const { sql } = place.database
  const branches = await makeBranches(sql, place.tenant.id, 1, voters)
  const figures: Figure[] = []
  for (const load of loads) {
    const { grouped, single, upserts } = contestantsOn(place, branches, load)
    const [mine, naive, bare] = await compete(
      [grouped(passes), single, upserts(passes)],
      length,
      () => sql`analyze`,
    )
    const compared = (name: string, pace: Pace, aim: number | null): Figure => ({
      bench: 'hot ballot',
      what: `one ballot of ${voters} voters with chained audit, c=${load}`,
      zhibu: mine,
      reference: { name, ...pace },
      ratio: mine.perSecond / pace.perSecond,
      aim,
    })
    figures.push(compared('one transaction a vote', naive, 20), compared('single upserts', bare, null))
  }
  return figures
}
