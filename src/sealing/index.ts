import { join } from 'node:path'
import type { BallotSeals } from '../domain/ports/index.ts'
import { createBallotSeals } from './ballot-seals.ts'
import { keyCommand } from './key-command.ts'
import { keyFiles } from './key-files.ts'

/** Seals with keys in `DATA_DIR/keys`, or behind the operator's command. */
export const openBallotSeals = (settings: { dataDir: string; keyCommand: string | undefined }): BallotSeals =>
  createBallotSeals(
    settings.keyCommand === undefined
      ? keyFiles(join(settings.dataDir, 'keys'))
      : keyCommand(settings.keyCommand),
  )
