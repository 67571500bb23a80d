import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { Clock } from '../../clock.ts'
import { DEFAULT_ZONE } from '../../domain/calendar/local-time.ts'
import type { SealedCommitter, VoteClick, VoteCommitter, VoteResult } from '../../domain/ports/index.ts'
import { isPassing } from '../stores/unit.ts'
import { createBatches } from './batches.ts'
import { type BatchContext, commitBatch } from './commit-batch.ts'
import { commitSealed } from './commit-sealed.ts'
import type { Reached } from './fault-points.ts'
import { RacedError } from './write-votes.ts'

/** What a committer is made with. */
export interface VoteCommitterOptions {
  /** The pool of postgres.js; two of its connections are used at a time. */
  sql: Sql
  tenantId: string
  clock: Clock
  /** The zone whose local date says who is on the roster; default Asia/Shanghai. */
  zone?: string
  /** Called after a commit that left cards behind: a hint for delivery. */
  onCommitted?: () => void
  /** Called when a known event key came with another body; the first one counted. Worth a security line. */
  onOtherBody?: (click: VoteClick) => void
  /** Called at each fault point: for tests that let it die there. */
  reached?: Reached
}

/** Clicks in one transaction, and transactions at once: below 64 waiting clicks, one by one was measured to be faster. */
const limits = { size: 500, lanes: 2, crowd: 64, patienceMs: 20 }
/** How often a transaction is run again after a passing failure, and how long it waits before (doubled each time). */
const retries = { tries: 5, ms: 25 }
/** A click can be faster than the storing of its card's message id: how often and how long it waits for it. */
const cardLooks = { tries: 10, ms: 60 }

interface Waiting<C, R> {
  click: C
  looks: number
  resolve: (result: R) => void
  reject: (error: unknown) => void
}

/** Commits a batch; `card-unknown` is worth another look in a moment. */
type Commit<C, R> = (clicks: readonly C[]) => Promise<{ answers: (R | 'card-unknown')[]; touched: boolean }>

/**
 * Commits in groups (RELIABILITY §3): at most two batches in flight, flushed when one returns. A promise resolves
 * after its commit and only then; it rejects when the database cannot be reached, so that the platform or the person
 * tries again, which is safe: a click has one effect by its event key. A batch that fails for another reason is halved
 * until the bad click stands alone, so that one bad click fails nobody else.
 */
function createCommitter<C, R>(
  commit: Commit<C, R>,
  notOurCard: R,
  onCommitted: () => void,
): { cast(click: C): Promise<R>; idle(): Promise<void> } {
  let looking = Promise.resolve()

  const settle = async (batch: Waiting<C, R>[]): Promise<void> => {
    try {
      const clicks = batch.map((one) => one.click)
      const { answers, touched } = await retrying(() => commit(clicks))
      batch.forEach((one, i) => {
        tell(one, answers[i] as R | 'card-unknown') // an answer for each click
      })
      if (touched) onCommitted()
    } catch (error) {
      if (batch.length === 1 || isPassing(error)) {
        for (const one of batch) one.reject(error)
        return
      }
      const half = Math.ceil(batch.length / 2)
      await settle(batch.slice(0, half))
      await settle(batch.slice(half))
    }
  }
  const batches = createBatches<Waiting<C, R>>(settle, limits)

  const tell = (one: Waiting<C, R>, answer: R | 'card-unknown'): void => {
    if (answer !== 'card-unknown') one.resolve(answer)
    else if (one.looks >= cardLooks.tries) one.resolve(notOurCard)
    else lookAgain(one)
  }
  const lookAgain = (one: Waiting<C, R>): void => {
    const again = pause(cardLooks.ms).then(() => batches.add({ ...one, looks: one.looks + 1 }))
    looking = Promise.all([looking, again]).then(() => undefined)
  }

  return {
    cast: (click) => new Promise((resolve, reject) => batches.add({ click, looks: 1, resolve, reject })),
    async idle() {
      for (let before: Promise<void> | null = null; before !== looking; ) {
        before = looking
        await looking
        await batches.idle()
      }
    },
  }
}

const contextOf = (options: VoteCommitterOptions): BatchContext => ({
  sql: options.sql,
  tenantId: options.tenantId,
  clock: options.clock,
  zone: options.zone ?? DEFAULT_ZONE,
  onOtherBody: options.onOtherBody ?? (() => undefined),
  reached: options.reached ?? (() => undefined),
})

const nobody = () => undefined

/** Commits open votes in groups. */
export function createVoteCommitter(
  options: VoteCommitterOptions,
): VoteCommitter & { idle(): Promise<void> } {
  const context = contextOf(options)
  return createCommitter<VoteClick, VoteResult>(
    (clicks) => commitBatch(context, clicks),
    { outcome: 'not-our-card' },
    options.onCommitted ?? nobody,
  )
}

/** Commits sealed papers in groups, in the same way. */
export function createSealedCommitter(
  options: VoteCommitterOptions,
): SealedCommitter & { idle(): Promise<void> } {
  const context = contextOf(options)
  return createCommitter(
    (papers) => commitSealed(context, papers),
    { outcome: 'not-our-card' },
    options.onCommitted ?? nobody,
  )
}

async function retrying<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === retries.tries || !(error instanceof RacedError || isPassing(error))) throw error
      await pause(retries.ms * 2 ** attempt * (0.5 + Math.random() / 2))
    }
  }
}
