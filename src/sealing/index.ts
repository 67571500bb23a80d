import { join } from 'node:path'
import type { BallotSeals } from '../domain/ports/index.ts'
import { createBallotSeals } from './ballot-seals.ts'
import { keyCommand } from './key-command.ts'
import { keyFiles } from './key-files.ts'
import type { KeyStore } from './key-store.ts'

/** Where an installation keeps the private keys of its secret ballots. */
export type KeySettings = { dataDir: string; keyCommand: string | undefined }

/** Keys in `DATA_DIR/keys`, or behind the operator's command. */
export const openKeyStore = (settings: KeySettings): KeyStore =>
  settings.keyCommand === undefined
    ? keyFiles(join(settings.dataDir, 'keys'))
    : keyCommand(settings.keyCommand)

/** Seals with the keys of the installation. */
export const openBallotSeals = (settings: KeySettings): BallotSeals =>
  createBallotSeals(openKeyStore(settings))
