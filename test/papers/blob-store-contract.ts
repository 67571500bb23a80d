import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { mostBytes } from '../../src/domain/papers/words.ts'
import type { BlobStore } from '../../src/domain/ports/index.ts'
import { addressOf } from '../../src/papers/storage/address.ts'

/** What every store of blobs must do, whoever keeps them: tried on each of them with the same words. */
export function keepsBlobs(name: string, open: () => BlobStore): void {
  describe(name, () => {
    it('keep bytes under their address, twice as well as once, until they are removed', async () => {
      const store = open()
      const bytes = new Uint8Array(randomBytes(100_000))
      const address = addressOf(bytes)
      expect(await store.get(address)).toBeNull()
      await store.put(address, bytes)
      await store.put(address, bytes)
      expect(await store.get(address)).toEqual(bytes)
      await store.remove(address)
      await store.remove(address)
      expect(await store.get(address)).toBeNull()
    })

    it('keep nothing, and as much as a platform takes at once', async () => {
      const store = open()
      for (const size of [0, mostBytes]) {
        const bytes = new Uint8Array(randomBytes(size))
        await store.put(addressOf(bytes), bytes)
        const kept = await store.get(addressOf(bytes))
        expect(kept?.length).toBe(size)
        expect(kept && addressOf(kept)).toBe(addressOf(bytes))
        await store.remove(addressOf(bytes))
      }
    })

    it('keep many at the same time', async () => {
      const store = open()
      const all = Array.from({ length: 20 }, () => new Uint8Array(randomBytes(1_000)))
      await Promise.all(all.map((bytes) => store.put(addressOf(bytes), bytes)))
      expect(await Promise.all(all.map((bytes) => store.get(addressOf(bytes))))).toEqual(all)
      await Promise.all(all.map((bytes) => store.remove(addressOf(bytes))))
    })

    it('take nothing that is no address', async () => {
      const store = open()
      await expect(store.put('../../etc/passwd', new Uint8Array(1))).rejects.toThrow('not the address')
      await expect((async () => store.get('x'))()).rejects.toThrow('not the address')
      await expect((async () => store.remove('../x'))()).rejects.toThrow('not the address')
    })
  })
}
