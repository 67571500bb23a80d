import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { codeOf, DatabaseFault } from '../fault.ts'

/**
 * A backup is a gzip file of text: a line of JSON (the header), for each table its name as JSON, its
 * rows in PostgreSQL's COPY text format, one a line, and `\.`; at the end a line with the checksum of
 * everything before. `zcat` shows it.
 */
export const formatVersion = 1

/** What a backup holds, from its first line. */
export interface BackupHeader {
  zhibu: 'backup'
  format: number
  /** Name of the last migration of the database that was saved. */
  migration: string
  /** ISO instant, UTC. */
  savedAt: string
  tables: { name: string; columns: string[]; rows: number }[]
  sequences: { name: string; value: string; called: boolean }[]
}

const headerSchema: z.ZodType<BackupHeader> = z.object({
  zhibu: z.literal('backup'),
  format: z.number(),
  migration: z.string(),
  savedAt: z.string(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
})
const endSchema = z.object({ end: z.literal(true), sha256: z.string() })

/** The line that ends the rows of a table; COPY writes a backslash in data as two. */
export const endOfRows = Buffer.from('\\.\n')

/** A value as one line of JSON. */
export const jsonLine = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

/** The file is not a backup, or not all of it, or not as it was written. */
export const damaged = (file: string, reason: string, cause?: unknown): DatabaseFault =>
  new DatabaseFault(
    `${file} is not a whole backup of zhibu (${reason}); nothing was changed. Use another backup file.`,
    { cause },
  )

const newline = 0x0a

/** Lines with their line ends; a last line without one is given as it is. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const line = chunk.subarray(start, end + 1)
      yield rest.length ? Buffer.concat([...rest, line]) : line
      rest = []
      start = end + 1
    }
    if (start < chunk.length) rest.push(chunk.subarray(start))
  }
  if (rest.length) yield Buffer.concat(rest)
}

/** Rows are handed on in portions of about this size. */
const portionBytes = 65_536

/**
 * Reads a backup from its beginning to its end, a portion at a time, checking form, counts and
 * checksum. Call `header` first, then `rows` for each table of the header in order, then `end`.
 */
export class BackupReader {
  readonly #file: string
  readonly #source
  readonly #lines: AsyncGenerator<Buffer>
  readonly #hash: Hash = createHash('sha256')

  constructor(file: string) {
    this.#file = file
    this.#source = createReadStream(file)
    const gunzip = createGunzip()
    this.#source.on('error', (error) => gunzip.destroy(error))
    this.#lines = linesOf(this.#source.pipe(gunzip))
  }

  async header(): Promise<BackupHeader> {
    const value = this.#parse(await this.#next(), 'its first line is missing')
    if (typeof value === 'object' && value && 'format' in value && Number(value.format) > formatVersion) {
      throw new DatabaseFault(
        `${this.#file} was written by a newer version of zhibu (format ${value.format}). Restore it with that version.`,
      )
    }
    const header = headerSchema.safeParse(value)
    if (!header.success) throw damaged(this.#file, 'its first line is not that of a backup')
    return header.data
  }

  /** The rows of the next table as COPY text, in portions of whole lines. */
  async *rows(table: BackupHeader['tables'][number]): AsyncGenerator<Buffer> {
    const start = this.#parse(await this.#next(), `table ${table.name} is missing`)
    if (JSON.stringify(start) !== JSON.stringify({ table: table.name })) {
      throw damaged(this.#file, `table ${table.name} is missing`)
    }
    let count = 0
    let portion: Buffer[] = []
    let size = 0
    for (let line = await this.#next(); !line.equals(endOfRows); line = await this.#next()) {
      count += 1
      portion.push(line)
      size += line.length
      if (size < portionBytes) continue
      yield Buffer.concat(portion)
      portion = []
      size = 0
    }
    if (portion.length) yield Buffer.concat(portion)
    if (count !== table.rows) {
      throw damaged(this.#file, `table ${table.name} has ${count} of ${table.rows} rows`)
    }
  }

  /** Checks the closing line. */
  async end(): Promise<void> {
    const sum = this.#hash.copy().digest('hex')
    const end = endSchema.safeParse(this.#parse(await this.#next(), 'its end is missing'))
    if (end.data?.sha256 !== sum) throw damaged(this.#file, 'its checksum differs')
    if ((await this.#line()) !== undefined) throw damaged(this.#file, 'something follows its end')
  }

  /** Closes the file; may be repeated. */
  close(): void {
    this.#source.destroy()
  }

  async #next(): Promise<Buffer> {
    const line = await this.#line()
    if (line?.at(-1) !== newline) throw damaged(this.#file, 'it ends too early')
    this.#hash.update(line)
    return line
  }

  /** The next line, or undefined after the last. */
  async #line(): Promise<Buffer | undefined> {
    try {
      const { value, done } = await this.#lines.next()
      return done ? undefined : value
    } catch (error) {
      const code = codeOf(error) ?? ''
      if (code.startsWith('Z_')) throw damaged(this.#file, 'it is cut off or altered', error)
      throw new DatabaseFault(`${this.#file} cannot be read (${code}).`, { cause: error })
    }
  }

  #parse(line: Buffer, reason: string): unknown {
    try {
      return JSON.parse(line.toString())
    } catch (error) {
      throw damaged(this.#file, reason, error)
    }
  }
}
