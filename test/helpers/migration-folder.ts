import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes migrations (name → SQL) into a new folder below `parent`, in the form of drizzle-kit. */
export function migrationFolder(parent: string, migrations: Record<string, string>): string {
  const folder = mkdtempSync(join(parent, 'migrations-'))
  const names = Object.keys(migrations).sort()
  mkdirSync(join(folder, 'meta'))
  for (const name of names) writeFileSync(join(folder, `${name}.sql`), migrations[name] ?? '')
  const entries = names.map((tag, idx) => ({
    idx,
    version: '7',
    when: 1_700_000_000_000 + idx,
    tag,
    breakpoints: true,
  }))
  writeFileSync(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  )
  return folder
}
