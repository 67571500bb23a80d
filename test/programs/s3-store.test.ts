import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BlobStore } from '../../src/domain/ports/index.ts'
import { addressOf } from '../../src/papers/storage/address.ts'
import { BlobStoreError, s3Store } from '../../src/papers/storage/s3-store.ts'
import { keepsBlobs } from '../papers/blob-store-contract.ts'
import { vaultOf } from '../papers/vault-of.ts'
import { type ObjectServer, owner, startObjectServer } from './object-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhibu-swift-'))
let server: ObjectServer
beforeAll(async () => {
  server = await startObjectServer(folder)
  const { endpoint, region } = server.options('zhibu')
  const made = await new AwsClient({ ...owner, region, service: 's3' }).fetch(`${endpoint}/zhibu`, {
    method: 'PUT',
  })
  expect(made.status).toBe(200)
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})
const store = (others: Partial<typeof owner> = {}, bucket = 'zhibu'): BlobStore =>
  s3Store({ ...server.options(bucket), ...others })
const words = Buffer.from('困难职工登记：张三')

keepsBlobs('objects of OpenStack Swift by its S3 interface', () => store())

describe('a real object server', () => {
  it('refuses a wrong secret, a wrong name and a bucket that is not there, each as a fault in words', async () => {
    const address = addressOf(words)
    for (const wrong of [{ secretAccessKey: 'wrong' }, { accessKeyId: 'office:nobody' }]) {
      await expect(store(wrong).put(address, words)).rejects.toThrow(
        new BlobStoreError('PUT of a blob: HTTP 403'),
      )
      await expect(store(wrong).get(address)).rejects.toThrow(BlobStoreError)
      await expect(store(wrong).remove(address)).rejects.toThrow(BlobStoreError)
    }
    await expect(store({}, 'nowhere').put(address, words)).rejects.toThrow('the bucket nowhere is not there')
  })

  it('takes no bytes that are others than the address says', async () => {
    await expect(store().put(addressOf(new Uint8Array([1])), words)).rejects.toThrow(BlobStoreError)
  })

  it('never sees the words of a restricted file, also on its disk', async () => {
    const vault = vaultOf(store(), async () => new Uint8Array(32))
    const file = { organisationId: 'o', bytes: words }
    const open = await vault.keep({ ...file, id: 'open', sealed: false })
    const closed = await vault.keep({ ...file, id: 'closed', sealed: true })
    const raw = async (address: string) => Buffer.from((await store().get(address)) ?? [])
    expect((await raw(open.address)).includes(words)).toBe(true)
    expect((await raw(closed.address)).includes(words)).toBe(false)
    expect(
      Buffer.from(await vault.open({ id: 'closed', organisationId: 'o', sealed: true, ...closed })),
    ).toEqual(words)
    await vault.remove(open.address)
    const onDisk = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => readFileSync(join(one.parentPath, one.name)))
    expect(onDisk.length).toBeGreaterThan(5)
    expect(onDisk.some((bytes) => bytes.includes(words))).toBe(false)
  })

  it('is missed in words when it is down, and serves what it had when it is back', async () => {
    const address = addressOf(words)
    await store().put(address, words)
    const { port } = server
    await server.stop()
    await expect(store().get(address)).rejects.toThrow('cannot be reached')
    await expect(store().put(address, words)).rejects.toThrow(BlobStoreError)
    server = await startObjectServer(folder, port)
    expect(Buffer.from((await store().get(address)) ?? [])).toEqual(words)
  })
})
