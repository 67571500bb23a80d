import type { StoredFile } from './papers.ts'

/** Bytes by their address. What is put under an address is always the same, so putting twice changes nothing. */
export interface BlobStore {
  put(address: string, bytes: Uint8Array): Promise<void>
  /** Null when nothing stands there. */
  get(address: string): Promise<Uint8Array | null>
  /** May be repeated. */
  remove(address: string): Promise<void>
}

/** Keeps the content of files: addressed by hash, sealed where the matter is restricted. Never inside a transaction. */
export interface Vault {
  /** Answers what goes into the file's row. */
  keep(file: {
    id: string
    organisationId: string
    bytes: Uint8Array
    sealed: boolean
  }): Promise<{ sha256: string; address: string; bytes: number }>
  /** The content, checked against its hash. Rejects with a {@link FileDamaged} when it is gone or was changed. */
  open(file: Pick<StoredFile, 'id' | 'organisationId' | 'address' | 'sealed' | 'sha256'>): Promise<Uint8Array>
  remove(address: string): Promise<void>
}

/** The bytes of a file are not what its row says. */
export class FileDamaged extends Error {
  override name = 'FileDamaged'
}
