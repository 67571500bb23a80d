import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One named step of the schema, as drizzle-kit wrote it or as it was written by hand. */
export interface Migration {
  /** File name without `.sql`, such as `0003_add_vote_deadline`. */
  name: string
  /** SHA-256 of the text (line ends as \n): an applied migration is never edited. */
  hash: string
  statements: string[]
}

/** The migrations that belong to this code. */
export const migrationsFolder = join(import.meta.dirname, 'migrations')

interface Journal {
  entries: { idx: number; tag: string }[]
}

/** The migrations of a drizzle-kit folder, in order. */
export function readMigrations(folder: string): Migration[] {
  const journal: Journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'))
  return journal.entries
    .toSorted((one, other) => one.idx - other.idx)
    .map(({ tag }) => {
      const text = readFileSync(join(folder, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n')
      const statements = text.split('--> statement-breakpoint').filter((statement) => statement.trim())
      return { name: tag, hash: createHash('sha256').update(text).digest('hex'), statements }
    })
}
