import { z } from 'zod'

/** Name of the manifest inside an archive. */
export const manifestName = 'manifest.json'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** What an archive says of itself: every file with its hash, the rules that were applied, the extract of the chain. */
export const manifestSchema = z.object({
  format: z.literal('zhibu-archive/1'),
  organisation: z.string(),
  /** What it holds: a case's number, or the year. */
  scope: z.string(),
  madeAt: z.iso.datetime(),
  madeFor: z.string(),
  /** Of an archive in several volumes. */
  volume: z.int().positive(),
  files: z.array(z.object({ path: z.string(), bytes: z.int().nonnegative(), sha256: hash })),
  rules: z.array(z.object({ rule: z.string(), version: z.int() })),
  cases: z.array(z.object({ number: z.string(), folder: z.string(), complete: z.boolean() })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** An entry of the chain as it stands in `审计摘录.jsonl`. */
export const chainLine = z.object({ seq: z.int(), prev: hash, body: z.string(), hash })

/** One thing that is wrong with an archive. */
export interface ArchiveFault {
  path: string
  /** `twice` = two files of one name, of which a reader sees either; `unreadable` = its bytes do not unpack. */
  fault:
    | 'missing'
    | 'changed'
    | 'unlisted'
    | 'unsafe-name'
    | 'broken-chain'
    | 'no-manifest'
    | 'twice'
    | 'unreadable'
    | 'too-large'
}

/**
 * Whether a name stays inside the folder into which it is unpacked, on every system: no absolute path, no way up, no
 * drive, no backslash, no control or direction marks.
 */
export const isSafePath = (path: string): boolean =>
  path.length > 0 &&
  path.length <= 400 &&
  !/^[/\\]|^[A-Za-z]:|\\|[\p{Cc}\p{Cf}]/u.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
