import { randomBytes } from 'node:crypto'
import { type BlobStore, FileDamaged, type Storage, type Vault } from '../../domain/ports/index.ts'
import { addressOf } from './address.ts'
import { seal, unseal } from './sealing.ts'

/** What a vault is made of. */
export interface VaultOptions {
  tenantId: string
  blobs: BlobStore
  storage: Storage
  /** Wraps the data keys; asked when the first sealed file is kept or opened. */
  masterKey: () => Promise<Uint8Array>
}

/**
 * Files by the hash of their content; sealed ones with a data key of their organisation, which is wrapped by the master
 * key. What was sealed is bound to its tenant, organisation, table and row.
 */
export function createVault({ tenantId, blobs, storage, masterKey }: VaultOptions): Vault {
  const dataKeys = new Map<string, Promise<Uint8Array>>()

  const makeOrOpen = async (organisationId: string): Promise<Uint8Array> => {
    const master = await masterKey()
    const about = `${tenantId}|${organisationId}|data_key`
    const fresh = Buffer.from(seal(master, about, randomBytes(32))).toString('base64')
    const wrapped = await storage.unit((unit) => unit.files.keepDataKey(organisationId, fresh))
    const key = unseal(master, about, Buffer.from(wrapped, 'base64'))
    if (!key) throw new FileDamaged('the key of the sealed files is another one than theirs')
    return key
  }
  const dataKey = (organisationId: string): Promise<Uint8Array> => {
    const known = dataKeys.get(organisationId)
    if (known) return known
    const opening = makeOrOpen(organisationId).catch((error: unknown) => {
      dataKeys.delete(organisationId)
      throw error
    })
    dataKeys.set(organisationId, opening)
    return opening
  }
  const placeOf = (file: { id: string; organisationId: string }): string =>
    `${tenantId}|${file.organisationId}|stored_file|${file.id}`

  return {
    async keep({ bytes, sealed, ...file }) {
      const stored = sealed ? seal(await dataKey(file.organisationId), placeOf(file), bytes) : bytes
      const address = addressOf(stored)
      await blobs.put(address, stored)
      return { sha256: addressOf(bytes), address, bytes: bytes.length }
    },
    async open({ address, sealed, sha256, ...file }) {
      const stored = address === null ? null : await blobs.get(address)
      if (!stored) throw new FileDamaged('the bytes of the file are not there')
      const bytes = sealed ? unseal(await dataKey(file.organisationId), placeOf(file), stored) : stored
      if (!bytes || addressOf(bytes) !== sha256) throw new FileDamaged('the file is not what it was')
      return bytes
    },
    remove: (address) => blobs.remove(address),
  }
}
