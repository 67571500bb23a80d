import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressOf } from '../../src/papers/storage/address.ts'
import { localStore } from '../../src/papers/storage/local-store.ts'
import { masterKey } from '../../src/papers/storage/master-key.ts'
import { s3Store } from '../../src/papers/storage/s3-store.ts'
import { keepsBlobs } from './blob-store-contract.ts'
import { vaultOf } from './vault-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhibu-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A bucket that checks the signature of every request by the published rules of version 4. */
function bucket(secret: string): { server: Server; objects: Map<string, Buffer>; failNext: number[] } {
  const objects = new Map<string, Buffer>()
  const failNext: number[] = []
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const signed = (request: IncomingMessage, body: Buffer): boolean => {
    const parts =
      /Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)/
    const [, , day = '', region = '', names = '', signature = ''] =
      parts.exec(request.headers.authorization ?? '') ?? []
    const hash = String(request.headers['x-amz-content-sha256'])
    if (request.method === 'PUT' && hash !== addressOf(body)) return false
    const headers = names
      .split(';')
      .map((name) => `${name}:${request.headers[name]}\n`)
      .join('')
    const canonical = `${request.method}\n${request.url}\n\n${headers}\n${names}\n${hash}`
    const scope = `${day}/${region}/s3/aws4_request`
    const text = `AWS4-HMAC-SHA256\n${request.headers['x-amz-date']}\n${scope}\n${addressOf(Buffer.from(canonical))}`
    const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request')
    return hmac(key, text).toString('hex') === signature
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const url = request.url ?? ''
    const failure = failNext.shift()
    if (failure) return response.writeHead(failure).end()
    if (!signed(request, body)) return response.writeHead(403).end()
    if (request.method === 'PUT') objects.set(url, body)
    if (request.method === 'DELETE') objects.delete(url)
    if (request.method !== 'GET') return response.writeHead(request.method === 'PUT' ? 200 : 204).end()
    const found = objects.get(url)
    return found ? response.end(found) : response.writeHead(404).end()
  })
  return { server, objects, failNext }
}

const s3 = bucket('secret')
beforeAll(() => new Promise<void>((resolve) => s3.server.listen(0, '127.0.0.1', resolve)))
afterAll(() => void s3.server.close())
const remote = (secretAccessKey = 'secret') =>
  s3Store({
    endpoint: `http://127.0.0.1:${(s3.server.address() as AddressInfo).port}`,
    bucket: 'zhibu',
    region: 'cn-north-1',
    accessKeyId: 'id',
    secretAccessKey,
  })

keepsBlobs('files in a folder', () => localStore(join(folder, 'files')))
keepsBlobs('objects of a bucket', () => remote())

describe('a bucket', () => {
  it('is asked again after a passing failure, and its refusal is an error', async () => {
    const bytes = new Uint8Array([1])
    s3.failNext.push(503)
    await remote().put(addressOf(bytes), bytes)
    await expect(remote('wrong').get(addressOf(bytes))).rejects.toThrow('HTTP 403')
  })
})

describe('the vault', () => {
  const keys = new Map<string, string>()
  const vaultNow = (key = masterKey(folder, undefined)) =>
    vaultOf(localStore(join(folder, 'vault')), () => key, keys)
  const plain = new TextEncoder().encode('困难职工登记：张三')
  const file = { id: 'f1', organisationId: 'o1', bytes: plain, sealed: true }

  it('seals what is restricted, and opens it only in its place and with its key', async () => {
    const vault = vaultNow()
    const kept = await vault.keep(file)
    expect(kept.sha256).toBe(addressOf(plain))
    expect(kept.address).not.toBe(kept.sha256)
    const path = join(folder, 'vault', kept.address.slice(0, 2), kept.address)
    expect(readFileSync(path).includes(Buffer.from('困难'))).toBe(false)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const row = { id: 'f1', organisationId: 'o1', sealed: true, ...kept }
    expect(await vaultNow().open(row)).toEqual(plain)
    await expect(vault.open({ ...row, id: 'f2' })).rejects.toThrow('not what it was')
    await expect(vault.open({ ...row, organisationId: 'o2' })).rejects.toThrow('not what it was')
    const other = vaultNow(Promise.resolve(new Uint8Array(32)))
    await expect(other.open(row)).rejects.toThrow('another one')
  })

  it('notices a single changed bit, and bytes that are gone', async () => {
    const vault = vaultNow()
    for (const sealed of [true, false]) {
      const kept = await vault.keep({ ...file, id: `g${sealed}`, sealed })
      const row = { id: `g${sealed}`, organisationId: 'o1', sealed, ...kept }
      const path = join(folder, 'vault', kept.address.slice(0, 2), kept.address)
      const bytes = readFileSync(path)
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
      writeFileSync(path, bytes)
      await expect(vault.open(row)).rejects.toThrow('not what it was')
      await vault.remove(kept.address)
      await expect(vault.open(row)).rejects.toThrow('not there')
    }
  })

  it('makes its key once, for its user alone, and takes no broken one', async () => {
    const own = join(folder, 'key')
    const [first, second] = await Promise.all([masterKey(own, undefined), masterKey(own, undefined)])
    expect(first).toEqual(second)
    expect(statSync(join(own, 'keys', 'files.key')).mode & 0o777).toBe(0o600)
    await expect(masterKey(own, 'c2hvcnQ=')).rejects.toThrow('32 bytes')
  })
})
