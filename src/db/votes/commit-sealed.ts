import type { TransactionSql } from 'postgres'
import { z } from 'zod'
import type { SealedPaper, SealedResult, VoteSource } from '../../domain/ports/index.ts'
import { type BatchContext, distinct, lockBallots, type OpenBallot } from './commit-batch.ts'
import { voterKey } from './count-clicks.ts'
import { readCards, readTaken } from './screen-clicks.ts'
import { insertSealed, lockRoll, paperView, touchPapers } from './write-sealed.ts'
import { appendEntries, lockHeads, markTaken, touchBallotCards } from './write-votes.ts'

type Answer = SealedResult | 'card-unknown'

/** What is kept in the inbox for a paper: its receipt, which says nothing of what was chosen. */
const storedAnswer = z.object({ receipt: z.string() })
const answerOf = (receipt: string): string => JSON.stringify({ receipt })

/**
 * Commits many sealed papers in one transaction, by the locks and in the order of open votes: ballots (shared), the roll,
 * cards, chain heads, inbox. A voter's row of the roll is what says that they took part, so that of two papers at once
 * the first counts.
 */
export async function commitSealed(
  context: BatchContext,
  papers: readonly SealedPaper[],
): Promise<{ answers: Answer[]; touched: boolean }> {
  const { first, places } = distinct(papers)
  await context.reached('taken')
  const done = await context.sql.begin((tx) => keep(tx, context, first))
  await context.reached('committed')
  const answers = places.map(({ index, again }) => {
    const answer = done.answers[index] as Answer // every place is one of `first`
    return again && answer !== 'card-unknown' && answer.outcome === 'sealed'
      ? { ...answer, repeated: true }
      : answer
  })
  return { answers, touched: done.touched }
}

async function keep(
  tx: TransactionSql,
  { tenantId, clock, reached }: BatchContext,
  papers: readonly SealedPaper[],
): Promise<{ answers: Answer[]; touched: boolean }> {
  const screened = await screen(tx, tenantId, papers)
  await reached('screened')
  const entitled = papers.filter((_, i) => screened[i] === null)
  const ballots = await lockBallots(
    tx,
    tenantId,
    entitled.map((one) => one.ballotId),
  )
  const sources = await lockRoll(tx, tenantId, entitled)
  await reached('locked')
  const repeated = await takenMeanwhile(tx, tenantId, entitled, sources)
  const now = clock.now()
  const kept: SealedPaper[] = []
  const answers = papers.map((paper, i): Answer => {
    const known = screened[i] ?? repeated.get(paper)
    if (known) return known
    const refused = refusalOf(ballots.get(paper.ballotId), sources, paper, now)
    if (refused) return refused
    kept.push(paper)
    // A second paper of the same voter in this batch finds it.
    sources.set(voterKey(paper.ballotId, paper.memberId), 'sealed')
    return { outcome: 'sealed', receipt: paper.hash, repeated: false }
  })
  if (kept.length > 0) await write(tx, { tenantId, reached }, { kept, ballots, now })
  return { answers, touched: kept.length > 0 }
}

async function write(
  tx: TransactionSql,
  { tenantId, reached }: Pick<BatchContext, 'tenantId' | 'reached'>,
  {
    kept,
    ballots,
    now,
  }: { kept: readonly SealedPaper[]; ballots: ReadonlyMap<string, OpenBallot>; now: Date },
): Promise<void> {
  const entries = kept.map(({ ballotId, memberId }) => ({
    organisationId: ballots.get(ballotId)?.organisationId ?? '',
    actorId: memberId,
    action: 'ballot.seal',
    object: ballotId,
    facts: {},
  }))
  const [, , , heads] = await Promise.all([
    insertSealed(tx, tenantId, kept),
    touchBallotCards(tx, tenantId, [...new Set(kept.map((one) => one.ballotId))].sort()),
    touchPapers(tx, tenantId, kept),
    lockHeads(tx, tenantId, [...new Set(entries.map((one) => one.organisationId))].sort()),
  ])
  await reached('written')
  await Promise.all([
    appendEntries(tx, tenantId, heads, now, entries),
    markTaken(
      tx,
      tenantId,
      kept.map(({ inbox, hash }) => ({ inbox, answer: answerOf(hash) })),
    ),
  ])
  await reached('recorded')
}

/**
 * The same click may have been committed by somebody else while this one waited for the roll: it is told the receipt of
 * then, and not that its voter has taken part.
 */
async function takenMeanwhile(
  tx: TransactionSql,
  tenantId: string,
  papers: readonly SealedPaper[],
  sources: ReadonlyMap<string, VoteSource | null>,
): Promise<Map<SealedPaper, SealedResult>> {
  const late = papers.filter((one) => sources.get(voterKey(one.ballotId, one.memberId)) === 'sealed')
  if (late.length === 0) return new Map()
  const taken = await readTaken(tx, tenantId, late)
  return new Map(
    late.flatMap((paper) => {
      const before = taken.get(`${paper.inbox.source}|${paper.inbox.key}`)
      return before ? [[paper, repeatedAnswer(before.answer)] as const] : []
    }),
  )
}

/** The first answer again. A key that was used for something else is no paper: the first use stands. */
function repeatedAnswer(stored: unknown): SealedResult {
  const { data } = storedAnswer.safeParse(stored)
  return data ? { outcome: 'sealed', receipt: data.receipt, repeated: true } : { outcome: 'not-our-card' }
}

/** Null: the card is the voter's own paper, and the click is new. */
async function screen(
  tx: TransactionSql,
  tenantId: string,
  papers: readonly SealedPaper[],
): Promise<(Answer | null)[]> {
  const [taken, cards] = await Promise.all([readTaken(tx, tenantId, papers), readCards(tx, tenantId, papers)])
  const cardOf = new Map(cards.map((card) => [`${card.platform}|${card.messageId}`, card]))
  return papers.map((paper) => {
    const before = taken.get(`${paper.inbox.source}|${paper.inbox.key}`)
    if (before) return repeatedAnswer(before.answer)
    const card = cardOf.get(`${paper.platform}|${paper.messageId}`)
    if (!card) return paper.messageId === null ? { outcome: 'not-our-card' } : 'card-unknown'
    const own =
      card.view === paperView &&
      card.ref === voterKey(paper.ballotId, paper.memberId) &&
      card.viewerId === paper.memberId &&
      (card.chatId === null || paper.chatId === null || card.chatId === paper.chatId)
    return own ? null : { outcome: 'not-our-card' }
  })
}

function refusalOf(
  ballot: OpenBallot | undefined,
  sources: ReadonlyMap<string, VoteSource | null>,
  { ballotId, memberId }: SealedPaper,
  now: Date,
): SealedResult | null {
  if (!ballot) return { outcome: 'unknown-ballot' }
  if (ballot.method !== 'electronic_secret') return { outcome: 'not-our-card' }
  const { number } = ballot
  if (ballot.status !== 'open' || now >= ballot.closesAt) return { outcome: 'closed', number }
  const source = sources.get(voterKey(ballotId, memberId))
  if (source === undefined) return { outcome: 'not-a-voter' }
  return source === null ? null : { outcome: 'took-part', source, number }
}
