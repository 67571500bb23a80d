import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const keyBytes = 32

/** The key file is not one: sealed files cannot be opened without the right key, so nothing is made up. */
export class KeyFault extends Error {
  override name = 'KeyFault'
}

/**
 * The key that wraps the data keys of sealed files: the one of the environment, else that of `DATA_DIR/keys/files.key`,
 * made at the first start. It is in no backup of the database; whoever loses it loses the sealed files.
 */
export async function masterKey(dataDir: string, given: string | undefined): Promise<Uint8Array> {
  if (given !== undefined) return decoded(given, 'FILES_KEY')
  const folder = join(dataDir, 'keys')
  const file = join(folder, 'files.key')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    // Only one of two processes that start at once makes it.
    await writeFile(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return decoded((await readFile(file, 'utf8')).trim(), file)
}

/** The same, asked for when it is first needed, and once. */
export function masterKeyOf(dataDir: string, given: string | undefined): () => Promise<Uint8Array> {
  let known: Promise<Uint8Array> | undefined
  return () => {
    known ??= masterKey(dataDir, given)
    return known
  }
}

/** The key that is there already: whoever only reads makes none. Rejects with a {@link KeyFault} where there is none. */
export async function presentMasterKey(dataDir: string, given: string | undefined): Promise<Uint8Array> {
  if (given !== undefined) return decoded(given, 'FILES_KEY')
  const file = join(dataDir, 'keys', 'files.key')
  try {
    return decoded((await readFile(file, 'utf8')).trim(), file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new KeyFault(`the database has sealed texts, but neither FILES_KEY nor ${file} is there`, {
      cause: error,
    })
  }
}

function decoded(text: string, where: string): Uint8Array {
  const key = Buffer.from(text, 'base64')
  if (key.length !== keyBytes) throw new KeyFault(`${where} is not a key of 32 bytes in base64`)
  return new Uint8Array(key)
}
