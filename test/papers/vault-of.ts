import type { BlobStore, Storage, Vault } from '../../src/domain/ports/index.ts'
import { createVault } from '../../src/papers/storage/vault.ts'

/** A vault whose rows are in memory: only the wrapped data keys are. */
export function vaultOf(
  blobs: BlobStore,
  masterKey: () => Promise<Uint8Array>,
  keys = new Map<string, string>(),
): Vault {
  const files = {
    async keepDataKey(organisation: string, wrapped: string) {
      if (!keys.has(organisation)) keys.set(organisation, wrapped)
      return keys.get(organisation)
    },
  }
  const storage = { unit: async (act: (unit: unknown) => unknown) => act({ files }) }
  return createVault({ tenantId: 't', blobs, storage: storage as unknown as Storage, masterKey })
}
