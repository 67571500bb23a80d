import { setTimeout as pause } from 'node:timers/promises'
import { sql as raw } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/db/open.ts'
import { useDatabase } from '../helpers/database.ts'

const given = useDatabase({ poolSize: 2 })

/** Whatever the driver throws where nobody can catch it fails the run: vitest counts stray errors. */
describe('a transaction whose connection is lost', () => {
  let other: Database
  beforeEach(async () => {
    other = await openDatabase({ databaseUrl: given.url, dataDir: 'unused', role: 'cli', poolSize: 1 })
  })
  afterEach(() => other.close())
  const cut = () => given.sql`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where application_name = 'zhibu cli' and datname = current_database()`
  /** The driver may tell the next query once more of the old connection's end; from then on all is well. */
  const works = async () => {
    await other.sql`select 1`.catch((error: { code: string }) => expect(error.code).toBe('57P01'))
    expect(await other.sql`select 1 as one`).toEqual([{ one: 1 }])
  }

  it('is rejected while a statement runs, and the pool goes on', async () => {
    for (let round = 0; round < 5; round++) {
      const work = other.sql.begin(async (tx) => {
        await tx`select 1`
        await tx`select pg_sleep(20)`
      })
      const end = expect(work).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
      await pause(50)
      await cut()
      await end
      await works()
    }
  })

  it('is rejected between two statements, and the second never runs, not even on a new connection', async () => {
    const gone = Promise.withResolvers<void>()
    let second: unknown = 'not tried'
    const work = other.sql.begin(async (tx) => {
      await tx`select 1`
      await gone.promise
      try {
        await tx`create table left_behind (id int)`
      } catch (error) {
        second = error
        throw error
      }
    })
    const end = expect(work).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    await pause(50)
    await cut()
    await end
    await works()
    gone.resolve()
    await pause(50)
    expect(second).toMatchObject({ code: 'CONNECTION_CLOSED' })
    expect(await given.sql`select to_regclass('left_behind') as table`).toEqual([{ table: null }])
    await works()
  })

  it('is rejected after its last statement, and commits nothing', async () => {
    const gone = Promise.withResolvers<void>()
    const work = other.sql.begin(async (tx) => {
      await tx`create table left_behind (id int)`
      await gone.promise
      return 'done'
    })
    const end = expect(work).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
    await pause(50)
    await cut()
    await end
    gone.resolve()
    await works()
    expect(await given.sql`select to_regclass('left_behind') as table`).toEqual([{ table: null }])
  })

  it('is rejected through the ORM too', async () => {
    const work = other.db.transaction(async (tx) => {
      await tx.execute(raw`select 1`)
      await tx.execute(raw`select pg_sleep(20)`)
    })
    const end = expect(work).rejects.toThrow('CONNECTION_CLOSED')
    await pause(50)
    await cut()
    await end
    await works()
    expect(await other.db.transaction(async (tx) => tx.execute(raw`select 2 as two`))).toEqual([{ two: 2 }])
  })
})

it('refuses to reserve a connection, which would wait for ever once it is lost', async () => {
  await expect(given.sql.reserve()).rejects.toThrow('use begin')
})

it('leaves errors, results and options of transactions as they are', async () => {
  await expect(given.sql.begin(async (tx) => tx`select 1/0`)).rejects.toMatchObject({ code: '22012' })
  const refusal = new Error('no')
  await expect(
    given.sql.begin(async () => {
      throw refusal
    }),
  ).rejects.toBe(refusal)
  expect(await given.sql.begin((tx) => [tx`select 1 as a`, tx`select 2 as b`])).toEqual([
    [{ a: 1 }],
    [{ b: 2 }],
  ])
  await expect(given.sql.begin('read only', (tx) => tx`create table no_way (id int)`)).rejects.toMatchObject({
    code: '25006',
  })
})
