import { expect, it } from 'vitest'
import { useDatabase } from '../helpers/database.ts'
import { deliveryBench } from './bench.ts'

const db = useDatabase()

it('hands a file over and sends it once, also when the answer of the sending is lost', async () => {
  const bench = deliveryBench(db)
  bench.files.set('0198c0de-0000-7000-8000-000000000001', { name: '记录.docx', bytes: new Uint8Array(9) })
  bench.platform.failSend('lost-answer')
  await bench.plan({
    key: 'file:1',
    kind: 'reply',
    content: { file: '0198c0de-0000-7000-8000-000000000001', about: 'document:1' },
  })
  await bench.delivery.drain()
  expect(bench.platform.attempts).toHaveLength(2)
  expect(bench.titles()).toEqual(['记录.docx'])
  expect(await db.sql`select view, ref, open from card where tenant_id = ${bench.tenantId}`).toEqual([
    { view: 'file', ref: 'document:1', open: false },
  ])
})

it('sends nothing for a file that is no longer there, and gives one up that the platform does not take', async () => {
  const bench = deliveryBench(db)
  bench.files.set('0198c0de-0000-7000-8000-000000000002', { name: '大.zip', bytes: new Uint8Array(2000) })
  for (const last of [1, 2])
    await bench.plan({
      key: `file:${last}`,
      content: { file: `0198c0de-0000-7000-8000-00000000000${last}`, about: 'export:1' },
    })
  await bench.delivery.drain()
  expect((await bench.rows()).map(({ state }) => state)).toEqual(['suppressed', 'dead'])
})
