import type postgres from 'postgres'
import type { Clock } from '../../clock.ts'

/** A standing clock that all replicas on one database share. */
export interface SharedClock extends Clock {
  /** Moves it forward for all; an earlier instant than it shows changes nothing. Resolves when stored. */
  advance(to: Date): Promise<void>
  /** Reads again what it shows; notifications are a hint only. */
  refresh(): Promise<void>
  /**
   * Runs `act` while no other replica does the same (two `POST /clock` at once). The lock hangs on a connection: if that is
   * lost on the way, `act` goes on alone, and another replica may begin; whatever they both plan and send has one key.
   */
  exclusively<T>(act: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

const CHANNEL = 'zhibu_clock'
const LOCK = 'zhibu:clock'

/**
 * Opens the clock of `CLOCK=virtual:…`. It stands at `start`, or where an earlier run left it if that is later: time
 * does not go back with a restart.
 */
export async function openSharedClock(
  sql: postgres.Sql,
  tenantId: string,
  start: Date,
): Promise<SharedClock> {
  let now = start
  const show = (read: Date) => {
    if (read > now) now = read
  }
  const advance = async (to: Date) => {
    if (Number.isNaN(+to)) throw new RangeError('not an instant')
    const [row] = await sql<{ now: Date }[]>`
      insert into virtual_clock (tenant_id, now) values (${tenantId}, ${to})
      on conflict (tenant_id) do update set now = greatest(virtual_clock.now, excluded.now) returning now`
    if (row) show(row.now)
    await sql.notify(CHANNEL, tenantId)
  }
  const refresh = async () => {
    const [row] = await sql<{ now: Date }[]>`select now from virtual_clock where tenant_id = ${tenantId}`
    if (row) show(row.now)
  }
  let turn: Promise<void> = Promise.resolve()
  const acrossReplicas = async <T>(act: () => Promise<T>): Promise<T> => {
    let acting: Promise<T> | undefined
    const locked = sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${`${LOCK}:${tenantId}`}, 0))`
      await refresh()
      acting = act()
      await Promise.allSettled([acting]) // how it ended is told below, and is no reason to roll back
    })
    try {
      await locked
    } catch (error) {
      // Without a lock nothing was begun. A lock lost on the way is no failure of what it guarded: that says itself how it
      // ended, and has ended before the next one's turn.
      if (!acting) throw error
    }
    return acting as Promise<T> // begun, or thrown above
  }
  // A failed read is made up for by the next tick's.
  const listening = await sql.listen(
    CHANNEL,
    (whose) => void (whose === tenantId && refresh().catch(() => undefined)),
  )
  await advance(start)
  return {
    now: () => new Date(now),
    advance,
    refresh,
    exclusively(act) {
      // In this process one after the other, so that those who wait do not hold connections that the first one needs.
      const mine = turn.then(() => acrossReplicas(act))
      turn = mine.then(
        () => undefined,
        () => undefined, // told to the one who asked
      )
      return mine
    },
    close: () => listening.unlisten(),
  }
}
