import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { type Entry, open, type ZipFile } from 'yauzl'
import {
  type ArchiveFault,
  chainLine,
  isSafePath,
  manifestName,
  manifestSchema,
} from '../../domain/archive/manifest.ts'

/** What was found out about an archive. */
export interface ArchiveReport {
  valid: boolean
  scope: string | null
  organisation: string | null
  files: number
  chainEntries: number
  faults: ArchiveFault[]
}

/** The manifest and the extract of the chain are read whole: no honest one is larger. */
const mostText = 64 * 1024 * 1024

/** No file of an archive is larger: what says that it is, is not unpacked. */
const mostBytes = 512 * 1024 * 1024

/**
 * Checks an archive without a database: every file against the manifest's hashes, nothing missing, added or outside of
 * its folder, and the hashes of the extract of the chain. Nothing is unpacked to the disk; one file at a time is read.
 */
export async function verifyArchive(path: string): Promise<ArchiveReport> {
  const zip = await promisify<string, object, ZipFile>(open)(path, {
    lazyEntries: true,
    strictFileNames: false,
    validateEntrySize: true,
    decodeStrings: true,
  })
  const hashes = new Map<string, string>()
  const faults: ArchiveFault[] = []
  const seen = new Set<string>()
  let manifest: string | null = null
  let chain = 0
  for await (const entry of entriesOf(zip, faults)) {
    if (seen.has(entry.fileName)) faults.push({ path: entry.fileName, fault: 'twice' })
    seen.add(entry.fileName)
    if (entry.uncompressedSize > mostBytes) {
      faults.push({ path: entry.fileName, fault: 'too-large' })
      continue
    }
    const keeps = entry.fileName === manifestName || entry.fileName.endsWith('/审计摘录.jsonl')
    const read = await digestOf(zip, entry, keeps)
    if (!read) {
      faults.push({ path: entry.fileName, fault: 'unreadable' })
      hashes.set(entry.fileName, '')
      continue
    }
    const { sha256, text } = read
    if (entry.fileName === manifestName) manifest = text
    else hashes.set(entry.fileName, sha256)
    if (text !== null && entry.fileName !== manifestName) {
      const counted = checkedChain(text)
      if (counted === null) faults.push({ path: entry.fileName, fault: 'broken-chain' })
      else chain += counted
    }
  }
  return report(manifest, hashes, faults, chain)
}

async function* entriesOf(zip: ZipFile, faults: ArchiveFault[]): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await nextEntry(zip, faults)
    if (!entry) return
    if (isSafePath(entry.fileName)) yield entry
    else faults.push({ path: entry.fileName, fault: 'unsafe-name' })
  }
}

/** The next entry; null at the end, or where the reader itself refuses a name that leaves the folder. */
async function nextEntry(zip: ZipFile, faults: ArchiveFault[]): Promise<Entry | null> {
  try {
    const done = new AbortController()
    const ended = once(zip, 'end', { signal: done.signal }).then(() => null)
    const found = once(zip, 'entry', { signal: done.signal }).then(([entry]) => entry as Entry)
    ended.catch(() => undefined) // of the two that are waited for, one never comes
    found.catch(() => undefined)
    zip.readEntry()
    return await Promise.race([found, ended]).finally(() => done.abort())
  } catch (error) {
    const { message } = error as Error
    if (!/relative path|absolute path|invalid characters/.test(message)) throw error
    faults.push({ path: message.split(': ').at(-1) ?? '', fault: 'unsafe-name' })
    return null
  }
}

/** Null when the bytes of an entry do not unpack: cut off, or changed. */
async function digestOf(zip: ZipFile, entry: Entry, keeps: boolean) {
  try {
    return await digested(await promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry), keeps)
  } catch {
    return null // told as a fault of the entry
  }
}

async function digested(stream: Readable, keeps: boolean): Promise<{ sha256: string; text: string | null }> {
  const hash = createHash('sha256')
  const kept: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    hash.update(chunk as Buffer)
    size += (chunk as Buffer).length
    if (keeps && size <= mostText) kept.push(chunk as Buffer)
  }
  const text = keeps && size <= mostText ? Buffer.concat(kept).toString('utf8') : null
  return { sha256: hash.digest('hex'), text }
}

/** How many entries an extract holds whose hashes are those of their bodies; null when one is not. */
function checkedChain(text: string): number | null {
  const lines = text.split('\n').filter((line) => line !== '')
  for (const line of lines) {
    const entry = chainLine.safeParse(jsonOf(line)).data
    if (!entry) return null
    const hash = createHash('sha256')
      .update(Uint8Array.of(1))
      .update(Buffer.from(entry.prev, 'hex'))
      .update(entry.body)
      .digest('hex')
    if (hash !== entry.hash) return null
  }
  return lines.length
}

function report(
  text: string | null,
  hashes: ReadonlyMap<string, string>,
  found: readonly ArchiveFault[],
  chainEntries: number,
): ArchiveReport {
  const manifest = text === null ? null : (manifestSchema.safeParse(jsonOf(text)).data ?? null)
  const faults = [...found]
  if (!manifest) faults.push({ path: manifestName, fault: 'no-manifest' })
  const listed = new Map(manifest?.files.map((file) => [file.path, file.sha256]))
  for (const [path, sha256] of listed) {
    const actual = hashes.get(path)
    if (actual !== sha256) faults.push({ path, fault: actual === undefined ? 'missing' : 'changed' })
  }
  if (manifest)
    for (const path of hashes.keys()) if (!listed.has(path)) faults.push({ path, fault: 'unlisted' })
  return {
    valid: faults.length === 0,
    scope: manifest?.scope ?? null,
    organisation: manifest?.organisation ?? null,
    files: hashes.size,
    chainEntries,
    faults,
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // told by the schema that finds nothing
  }
}
