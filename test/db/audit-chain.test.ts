import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { standingClock } from '../../src/clock.ts'
import { entryHash, genesis } from '../../src/db/stores/audit-chain.ts'
import { createStorage } from '../../src/db/stores/unit.ts'
import { canonicalJson } from '../../src/domain/canonical-json.ts'
import { useDatabase } from '../helpers/database.ts'

const now = new Date('2026-11-22T10:00:00+08:00')

describe('canonical JSON (RFC 8785)', () => {
  it('sorts keys by UTF-16 units and writes no white space', () => {
    expect(canonicalJson({ b: 1, a: { ö: true, z: null }, '\u20ac': 'x', '1': -0 })).toBe(
      '{"1":0,"a":{"z":null,"ö":true},"b":1,"€":"x"}',
    )
  })
  it('is the same whatever the order of the keys', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
        (facts) => {
          const reversed = Object.fromEntries(Object.entries(facts).reverse())
          expect(canonicalJson(facts)).toBe(canonicalJson(reversed))
          expect(JSON.parse(canonicalJson(facts))).toEqual(JSON.parse(JSON.stringify(facts)))
        },
      ),
    )
  })
})

describe('the audit chain', () => {
  const db = useDatabase({ poolSize: 12 })
  const organisationId = uuidv7()
  const tenantId = uuidv7()

  it('holds every act in order, hashed onto the one before, also from ten units at once', async () => {
    const storage = createStorage({ db: db.db, tenantId, clock: standingClock(now) })
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        storage.unit(async (unit) => {
          unit.record({ organisationId, actorId: null, action: 'test.act', object: uuidv7(), facts: { i } })
          unit.record({ organisationId, actorId: null, action: 'test.also', object: uuidv7(), facts: { i } })
        }),
      ),
    )
    const rows = await db.sql<{ seq: number; body: string; prev: string; hash: string }[]>`
      select seq, body, prev, hash from audit where organisation_id = ${organisationId} order by seq`
    expect(rows.map((row) => Number(row.seq))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    let prev = genesis
    for (const row of rows) {
      expect(row.prev).toBe(prev)
      expect(row.hash).toBe(entryHash(prev, row.body))
      expect(JSON.parse(row.body).seq).toBe(Number(row.seq))
      prev = row.hash
    }
    const [head] = await db.sql`select hash from audit_head where organisation_id = ${organisationId}`
    expect(head).toEqual({ hash: prev })
  })

  it.each([
    'update audit set action = $$x$$',
    'delete from audit',
    'truncate audit',
  ])('refuses “%s”', async (statement) => {
    await expect(db.sql.unsafe(statement)).rejects.toThrow('audit is append only')
  })
})
