import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { isFields, parseJson } from './json.ts'

/** One line of the journal: the whole new state of one thing. */
export interface Entry {
  kind: string
  value: unknown
}

/** An append-only file of JSON lines. */
export interface Journal {
  append(entry: Entry): void
  close(): void
}

/**
 * The entries of a journal file in their order; none when there is no file. A last line without a line end is
 * dropped: the process was killed while it wrote. A damaged line elsewhere is an error, because silence would lose
 * messages.
 */
export function readJournal(path: string): Entry[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (isFields(error) && error.code === 'ENOENT') return []
    throw error
  }
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
  return lines.map((line, index) => {
    const entry = parseJson(line)
    if (!isFields(entry) || typeof entry.kind !== 'string')
      throw new Error(`Sandbox journal ${path} is damaged in line ${index + 1}`)
    return { kind: entry.kind, value: entry.value }
  })
}

/**
 * Opens the journal anew with the given entries, which replace the file in one step: what was superseded is gone and
 * a kill in the middle leaves the old file.
 */
export function openJournal(path: string, entries: Entry[]): Journal {
  mkdirSync(dirname(path), { recursive: true })
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w', 0o600)
  writeSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  fsyncSync(file)
  renameSync(fresh, path)
  return {
    // Written at once, so that a killed process has lost nothing that it has answered.
    append: (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(file),
  }
}
