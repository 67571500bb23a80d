import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobStore } from '../../domain/ports/index.ts'
import { checkedAddress } from './address.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Blobs as files below a folder, readable by the service's user alone. A file appears under its name only when all of
 * it is on the disk, so that a crash leaves a whole blob or none.
 */
export function localStore(folder: string): BlobStore {
  const pathOf = (address: string): string => {
    const checked = checkedAddress(address)
    return join(folder, checked.slice(0, 2), checked)
  }
  return {
    async put(address, bytes) {
      const path = pathOf(address)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const fresh = `${path}.${randomUUID()}`
      const file = await open(fresh, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(fresh, path)
    },
    async get(address) {
      try {
        return new Uint8Array(await readFile(pathOf(address)))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    remove: (address) => rm(pathOf(address), { force: true }),
  }
}
