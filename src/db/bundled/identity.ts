import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The user that runs the database server when it is not the user of this process. */
export interface Identity {
  uid: number
  gid: number
  name: string
}

/** The nearest existing directory at or above `path`. */
function nearestExisting(path: string): string {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (statSync(at, { throwIfNoEntry: false })) return at
    if (dirname(at) === at) return at
  }
}

function knownUsers(): Identity[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/**
 * Who is to run the server. PostgreSQL refuses to run as root, so root hands it to an unprivileged user:
 * the owner of the existing data, or of the directory that will hold them, or else `nobody`. The owner
 * must be in /etc/passwd because initdb looks its name up. Undefined = the user of this process.
 */
export function serverIdentity(dataDir: string): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = knownUsers()
  const owner = statSync(nearestExisting(dataDir)).uid
  const named = (wanted: (user: Identity) => boolean) => users.find((user) => user.uid !== 0 && wanted(user))
  return (
    named((user) => user.uid === owner) ??
    named((user) => user.name === 'nobody') ?? { uid: 65534, gid: 65534, name: 'nobody' }
  )
}

function permits(path: string, { uid, gid }: Identity, bit: 4 | 1): boolean {
  const { mode, uid: owner, gid: group } = statSync(path)
  const shift = owner === uid ? 6 : group === gid ? 3 : 0
  return ((mode >> shift) & bit) !== 0
}

/** Whether this user may pass through every directory above `path`. */
export function canReach(path: string, identity: Identity | undefined): boolean {
  if (!identity) return true
  for (let at = dirname(resolve(path)); ; at = dirname(at)) {
    if (!permits(at, identity, 1)) return false
    if (dirname(at) === at) return true
  }
}

/** Whether this user may execute the file at `path` (and reach it). */
export const canExecute = (path: string, identity: Identity | undefined): boolean =>
  !identity || (canReach(path, identity) && permits(path, identity, 1) && permits(path, identity, 4))
