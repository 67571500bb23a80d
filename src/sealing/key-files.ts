import { mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyStore } from './key-store.ts'

/** Ids of ours and nothing else become names of files. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One file a key, readable by its owner alone. For one replica, or several on one disk. */
export function keyFiles(folder: string): KeyStore {
  const pathOf = (ballotId: string): string => {
    if (!uuid.test(ballotId)) throw new Error('not the id of a ballot')
    return join(folder, `${ballotId}.key`)
  }
  return {
    async keep(ballotId, privateKey) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = await open(pathOf(ballotId), 'wx', 0o600)
      try {
        await file.writeFile(`${privateKey}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    },
    read: async (ballotId) => readFile(pathOf(ballotId), 'utf8').then((text) => text.trim(), ifMissing(null)),
    async destroy(ballotId) {
      const path = pathOf(ballotId)
      const size = await stat(path).then((found) => found.size, ifMissing(null))
      if (size === null) return false
      // Overwritten first: of little use on flash, of some on a plain disk.
      const file = await open(path, 'r+')
      try {
        await file.write(Buffer.alloc(size), 0, size, 0)
        await file.sync()
      } finally {
        await file.close()
      }
      await unlink(path)
      return true
    },
  }
}

const ifMissing =
  <T>(answer: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return answer
    throw error
  }
