import type { ArchiveEntry } from '../../domain/archive/case-file.ts'
import { type Manifest, manifestName } from '../../domain/archive/manifest.ts'
import type { Vault } from '../../domain/ports/index.ts'
import { xlsxOf } from '../office/xlsx.ts'
import { type ZipPart, zipInOrder } from '../office/zip.ts'
import { addressOf } from '../storage/address.ts'

/** The bytes of an archive's entry. */
export async function bytesOf(
  entry: ArchiveEntry,
  vault: Pick<Vault, 'open'>,
  at: Date,
): Promise<Uint8Array> {
  if ('file' in entry) return vault.open(entry.file)
  return 'sheets' in entry ? xlsxOf(entry.sheets, at) : new TextEncoder().encode(entry.text)
}

/** The parts of a volume with their manifest, as one zip. */
export async function volumeOf(
  parts: readonly ZipPart[],
  about: Omit<Manifest, 'format' | 'files' | 'madeAt'>,
  at: Date,
): Promise<Uint8Array> {
  const files = parts.map(({ name, content }) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return { path: name, bytes: bytes.length, sha256: addressOf(bytes) }
  })
  const manifest: Manifest = { format: 'zhibu-archive/1', ...about, madeAt: at.toISOString(), files }
  return zipInOrder([...parts, { name: manifestName, content: `${JSON.stringify(manifest, null, 2)}\n` }], at)
}
