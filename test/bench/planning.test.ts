import { expect, it } from 'vitest'
import { benchPlanning } from '../../bench/planning.ts'
import { useDatabase } from '../helpers/database.ts'

const db = useDatabase()
const bench = (branches: number, rowByRow: number) =>
  benchPlanning(
    { branches, rowByRow, claims: 20 },
    { database: db.database, tenant: { id: 'unused', key: null } },
  )

it('plans by set what is planned row by row, and claims what is due', async () => {
  expect(await bench(40, 3)).toMatchObject([
    { unit: 'rows/s', reference: { name: 'row by row' }, aim: 8 },
    { unit: 'rows/s', reference: { name: 'row by row' }, aim: 8 },
  ])
  const [rows] = await db.sql`
    select count(distinct split_part(key, ':', 2))::int as branches,
      count(*) filter (where lease_until > now()) >= 40 as claimed
    from outgoing`
  expect(rows).toEqual({ branches: 40, claimed: true })
})

it('notices when both do not plan the same', async () => {
  await db.sql`
    create function forget_one() returns trigger language plpgsql as $$
    begin
      if (select count(*) from added) > 1 then
        delete from outgoing where id = (select id from added order by id limit 1);
      end if;
      return null;
    end $$`
  await db.sql`
    create trigger forget_one after insert on outgoing referencing new table as added
    for each statement execute function forget_one()`
  await expect(bench(8, 8)).rejects.toThrow('row by row')
})
