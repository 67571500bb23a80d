import { AwsClient } from 'aws4fetch'
import type { BlobStore } from '../../domain/ports/index.ts'
import { checkedAddress } from './address.ts'

/** Where the bucket is and who we are there. */
export interface S3Options {
  /** Base URL of the service, e.g. `https://s3.cn-north-1.amazonaws.com.cn` or a MinIO server. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** A call to the bucket failed; says the status and never what was sent. */
export class BlobStoreError extends Error {
  override name = 'BlobStoreError'
}

const patienceMs = 60_000

/** Blobs as objects of an S3-compatible bucket, by path-style addresses, which every such server understands. */
export function s3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Options): BlobStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 })
  const urlOf = (address: string): string => {
    const checked = checkedAddress(address)
    return `${endpoint}/${bucket}/${checked.slice(0, 2)}/${checked}`
  }
  const call = async (method: 'PUT' | 'GET' | 'DELETE', address: string, body?: Uint8Array) => {
    const url = urlOf(address)
    const request: Parameters<typeof client.fetch>[1] = {
      method,
      // The hash of what is sent is part of the signature: a proxy that changes bytes is refused.
      ...(body && {
        body: body as Uint8Array<ArrayBuffer>,
        headers: {
          'content-type': 'application/octet-stream',
          'x-amz-content-sha256': checkedAddress(address),
        },
      }),
      signal: AbortSignal.timeout(patienceMs),
    }
    const answer = await client.fetch(url, request).catch((cause: unknown) => {
      throw new BlobStoreError(`${method} of a blob: the store cannot be reached or does not answer`, {
        cause,
      })
    })
    if (answer.ok || answer.status === 404) return answer
    await answer.body?.cancel()
    throw new BlobStoreError(`${method} of a blob: HTTP ${answer.status}`)
  }
  return {
    async put(address, bytes) {
      const answer = await call('PUT', address, bytes)
      await answer.body?.cancel()
      if (!answer.ok) throw new BlobStoreError(`the bucket ${bucket} is not there`)
    },
    async get(address) {
      const answer = await call('GET', address)
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
      await answer.body?.cancel()
      return null
    },
    async remove(address) {
      const answer = await call('DELETE', address)
      await answer.body?.cancel()
    },
  }
}
