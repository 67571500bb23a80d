import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeOf, DatabaseFault, messageOf } from '../fault.ts'
import { canReach, type Identity, serverIdentity } from './identity.ts'

/** The major version of the bundled server; its data live in a directory of this name. */
export const majorVersion = '18'
/** Only a part of the socket's name: the server listens on no TCP port (except on Windows). */
export const socketPort = 5432

/** Where everything of one bundled server lies. All directories are 0700. */
export interface Layout {
  /** `DATA_DIR/postgres`: belongs to the server's user. */
  base: string
  /** The PostgreSQL data directory. */
  cluster: string
  /** The directory of the Unix socket. */
  run: string
  /** What the server prints; the older part is beside it with `.1`. */
  log: string
  /** The generated password of the application's role, 0600, readable by the service's user alone. */
  password: string
  /** The user that runs the server; undefined = the user of this process. */
  identity: Identity | undefined
  /** False when the server's user cannot pass through a directory above `base` (such as /root). */
  reachable: boolean
}

/** sockaddr_un holds 108 bytes on Linux and 104 on macOS, with a closing zero. */
const socketPathLimit = process.platform === 'darwin' ? 103 : 107
const fits = (dir: string): boolean =>
  Buffer.byteLength(join(dir, `.s.PGSQL.${socketPort}`)) <= socketPathLimit

function privateDirectory(path: string, identity: Identity | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (process.platform === 'win32') return
  const found = lstatSync(path)
  const me = process.getuid?.()
  const owner = identity?.uid ?? me
  if (!found.isDirectory() || (found.uid !== owner && found.uid !== me)) {
    throw new DatabaseFault(
      `${path} belongs to another user (uid ${found.uid}). Start the service as that user or as root, or choose another DATA_DIR.`,
    )
  }
  if (identity && found.uid !== identity.uid) chownSync(path, identity.uid, identity.gid)
  if ((found.mode & 0o777) !== 0o700) chmodSync(path, 0o700)
}

/** The socket lies beside the data, or, where that path would be too long for a socket, below the temporary directory. */
function socketDirectory(base: string, identity: Identity | undefined): string {
  const beside = join(base, 'run')
  if (fits(beside)) return beside
  const name = `zhibu-${createHash('sha256').update(base).digest('hex').slice(0, 16)}`
  const elsewhere = [tmpdir(), '/tmp'].map((dir) => join(dir, name))
  const chosen = elsewhere.find((dir) => fits(dir) && canReach(dir, identity))
  if (!chosen) throw new DatabaseFault(`${base} is too long a path for a socket. Choose a shorter DATA_DIR.`)
  return chosen
}

/**
 * Makes the directories of the bundled server below `dataDir` and says where everything is. May be
 * repeated. Throws a DatabaseFault when a directory cannot be made or belongs to somebody else.
 */
export function layOut(dataDir: string): Layout {
  try {
    const identity = serverIdentity(join(dataDir, 'postgres'))
    mkdirSync(dataDir, { recursive: true, mode: identity ? 0o711 : 0o700 })
    const base = join(realpathSync(dataDir), 'postgres')
    const run = socketDirectory(base, identity)
    for (const dir of [base, run]) privateDirectory(dir, identity)
    return {
      base,
      cluster: join(base, majorVersion),
      run,
      log: join(base, 'postgres.log'),
      password: join(base, 'password'),
      identity,
      reachable: canReach(base, identity),
    }
  } catch (error) {
    if (error instanceof DatabaseFault) throw error
    throw new DatabaseFault(
      `DATA_DIR ${dataDir} cannot be used (${codeOf(error) ?? messageOf(error)}). Give this user a writable DATA_DIR, or set DATABASE_URL.`,
      { cause: error },
    )
  }
}
