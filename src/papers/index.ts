import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { Storage, Vault } from '../domain/ports/index.ts'
import { volumeBytes } from './archive/volumes.ts'
import { buildDocument, copyDocument } from './jobs/build-document.ts'
import { certificateFile } from './jobs/certificate.ts'
import { dispose } from './jobs/dispose.ts'
import { draftFromRecords } from './jobs/draft-document.ts'
import { exportCase } from './jobs/export-case.ts'
import { exportLedger } from './jobs/export-ledger.ts'
import { exportYear } from './jobs/export-year.ts'
import { fetchAttachments } from './jobs/fetch-attachments.ts'
import { fetchEvidence } from './jobs/fetch-files.ts'
import type { PaperJobKind, PaperTools } from './jobs/kind.ts'
import { uploadDocument } from './jobs/upload-document.ts'
import { createPapersWorker, type PapersLog, type PapersWorker } from './jobs/worker.ts'
import { localStore } from './storage/local-store.ts'
import { type S3Options, s3Store } from './storage/s3-store.ts'
import { createVault } from './storage/vault.ts'

export { JobRefused } from './jobs/kind.ts'

/** Every kind of work with files. A new one is one file and one line. */
const kinds: readonly PaperJobKind[] = [
  fetchAttachments,
  fetchEvidence,
  buildDocument,
  copyDocument,
  draftFromRecords,
  certificateFile,
  uploadDocument,
  exportCase,
  exportLedger,
  exportYear,
  dispose,
]

/** What the papers of one enterprise are made of. */
export interface PapersOptions {
  tenantId: string
  storage: Storage
  clock: Clock
  zone: string
  catalogue: Catalogue
  dataDir: string
  /** The key that wraps those of restricted files. */
  masterKey: () => Promise<Uint8Array>
  /** Where files are kept; null = below `dataDir`. */
  s3: S3Options | null
  fetch: PaperTools['fetch']
  log: PapersLog
}

/** Files in and out: what keeps them, what works on them, and how delivery opens one. */
export interface Papers {
  vault: Vault
  worker: PapersWorker
  /** A stored file as it is sent; null when it was deleted. */
  openFile(id: string): Promise<{ name: string; bytes: Uint8Array } | null>
}

/** Opens the papers of one enterprise. Nothing runs before the worker is started. */
export function openPapers(options: PapersOptions): Papers {
  const { tenantId, storage, clock, zone, catalogue, dataDir } = options
  const blobs = options.s3 ? s3Store(options.s3) : localStore(join(dataDir, 'files'))
  const vault = createVault({ tenantId, blobs, storage, masterKey: options.masterKey })
  const tools: PaperTools = {
    storage,
    vault,
    fetch: options.fetch,
    clock,
    zone,
    catalogue,
    workDir: join(dataDir, 'work'),
    volumeBytes,
    newId: randomUUID,
  }
  return {
    vault,
    worker: createPapersWorker(kinds, tools, options.log),
    async openFile(id) {
      const file = await storage.unit((unit) => unit.files.get(id))
      return file?.address ? { name: file.name, bytes: await vault.open(file) } : null
    },
  }
}
