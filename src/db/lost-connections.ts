import { setTimeout as pause } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'
import { codeOf } from './fault.ts'

/** What a query fails with when its connection is gone; an ORM's error carries it as its cause. */
const lost = new Set(['CONNECTION_CLOSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'])

function isLost(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (lost.has(codeOf(one) ?? '')) return true
  return false
}

/** Longer than the driver ever takes to notice that a connection whose query failed is gone. */
const noticeMs = 5000

/** What a transaction that lost its connection failed with; `null` while it stands. */
interface Fate {
  gone: { error: unknown } | null
}

/**
 * The same pool, whose transactions end cleanly when their connection is lost (killed backend, crashed server, cut network).
 *
 * postgres.js 3.4 rejects such a transaction but goes on using its dead connection: for the ROLLBACK, and for whatever the
 * work says next. That throws where nobody can catch it, blocks the connection for good, and, if the pool has connected it
 * anew meanwhile, runs statements outside of any transaction (porsager/postgres#1208). Here, work whose connection is gone
 * can say nothing more, and there is no rollback of what the server has rolled back already.
 *
 * `reserve` has no such promise to reject: on a reserved connection that is lost the next query waits for ever, and its
 * release gives the dead connection back to the pool. It is refused; whatever needs one connection for itself takes a
 * transaction.
 */
export function survivingLoss(sql: Sql): Sql {
  const begin = async (...given: [string, Work] | [Work]): Promise<unknown> => {
    const fate: Fate = { gone: null }
    const work = given[given.length - 1] as Work // the last argument, by the driver's own signature
    const safe = (tx: TransactionSql) => watched(fate, work(refusing(tx, fate)))
    try {
      return await (given.length === 2 ? sql.begin(given[0], safe) : sql.begin(safe))
    } catch (error) {
      fate.gone = { error }
      throw error
    }
  }
  const safe = new Map<PropertyKey, unknown>([
    ['begin', begin],
    ['reserve', refuseToReserve],
  ])
  return new Proxy(sql, { get: (pool, name) => safe.get(name) ?? Reflect.get(pool, name) })
}

const refuseToReserve = async (): Promise<never> => {
  throw new Error('a reserved connection does not survive its loss: use begin')
}

type Work = (tx: TransactionSql) => unknown

/** The transaction's handle, which refuses every further statement once the connection is gone. */
function refusing(tx: TransactionSql, fate: Fate): TransactionSql {
  const standing = () => {
    if (fate.gone) throw fate.gone.error
  }
  return new Proxy(tx, {
    apply(handle, self, args) {
      standing()
      return Reflect.apply(handle as never, self, args)
    },
    get(handle, name) {
      standing()
      return Reflect.get(handle, name)
    },
  })
}

/** The work's result, unless its connection is gone: then the driver must neither commit nor roll back, and is told nothing. */
async function watched(fate: Fate, work: unknown): Promise<unknown> {
  try {
    const result = await (Array.isArray(work) ? Promise.all(work) : work)
    return fate.gone ? silence() : result
  } catch (error) {
    if (!fate.gone && isLost(error)) await pause(noticeMs, undefined, { ref: false })
    if (fate.gone) return silence()
    throw error
  }
}

/** The transaction's own promise was rejected long ago; nobody waits for this one. */
const silence = () => new Promise<never>(() => undefined)
