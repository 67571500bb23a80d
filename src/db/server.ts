import postgres from 'postgres'
import { clientOptions } from './client-options.ts'
import { codeOf, DatabaseFault, messageOf } from './fault.ts'

/** The oldest PostgreSQL that DATABASE_URL may name. */
const oldestMajor = 14

/** host:port/database, without the password, to name the server in messages. */
const placeOf = (url: URL): string =>
  `${url.searchParams.get('host') ?? url.hostname}:${url.port || 5432}${url.pathname}`

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return url
  throw new DatabaseFault(
    'DATABASE_URL is not an address of a PostgreSQL database. It looks like postgres://user:password@host:5432/database; a character of the password that is special in an address is written with % (@ = %40).',
  )
}

/** `?host=/directory` names the directory of a Unix socket, as in libpq; postgres.js does not know it. */
function clientOf(url: URL, name: string, poolSize: number, readOnly: boolean): postgres.Sql {
  const host = url.searchParams.get('host')
  const rest = new URL(url)
  rest.searchParams.delete('host')
  const socket = host?.startsWith('/')
    ? { path: `${host}/.s.PGSQL.${url.port || 5432}` }
    : host
      ? { host }
      : {}
  return postgres(rest.href, { ...clientOptions(name, poolSize, readOnly), ...socket })
}

/** What went wrong with a server that somebody else runs, by the system's code or PostgreSQL's SQLSTATE. */
const sentences: Record<string, (place: string) => string> = {
  ECONNREFUSED: (place) =>
    `No PostgreSQL answers at ${place}. Start it, or mend host and port in DATABASE_URL.`,
  ENOENT: (place) =>
    `There is no socket of a PostgreSQL at ${place}. Start it, or mend the host in DATABASE_URL.`,
  ENOTFOUND: (place) => `The host of ${place} is not known. Mend the host in DATABASE_URL.`,
  EAI_AGAIN: (place) =>
    `The host of ${place} could not be looked up. Check the name service and DATABASE_URL.`,
  CONNECT_TIMEOUT: (place) => `${place} does not answer. Check the network, the firewall and DATABASE_URL.`,
  '28P01': (place) => `${place} refuses the user or the password in DATABASE_URL.`,
  '28000': (place) =>
    `${place} does not let this user in (pg_hba.conf, or encryption: add ?sslmode=require).`,
  '3D000': (place) => `There is no database of this name at ${place}. Create it, or mend DATABASE_URL.`,
  '53300': (place) => `${place} has no connection left. Raise max_connections, or run fewer replicas.`,
  '57P03': (place) => `${place} is starting or stopping. Try again in a moment.`,
}

/** A DatabaseFault for whatever connecting threw; the password is in none of it. */
export function connectFault(place: string, error: unknown): DatabaseFault {
  const code = codeOf(error) ?? ''
  const sentence =
    sentences[code]?.(place) ??
    `${place} cannot be reached (${code || messageOf(error)}). Check DATABASE_URL.`
  return new DatabaseFault(sentence, { cause: error })
}

/** Refuses a server that is too old (`versionNumber` as in server_version_num) or does not store Unicode. */
export function requireSupported(place: string, versionNumber: number, encoding: string): void {
  if (versionNumber < oldestMajor * 10_000) {
    throw new DatabaseFault(
      `${place} runs PostgreSQL ${Math.floor(versionNumber / 10_000)}; version ${oldestMajor} or newer is needed.`,
    )
  }
  if (encoding !== 'UTF8') {
    throw new DatabaseFault(
      `The database at ${place} stores ${encoding}, not UTF8. Create one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
    )
  }
}

/**
 * A pool on the server that DATABASE_URL names, after its version and encoding were checked. Throws a
 * DatabaseFault that says what to do and never shows the password.
 */
export async function connectServer(
  databaseUrl: string,
  name: string,
  poolSize: number,
  readOnly = false,
): Promise<postgres.Sql> {
  const url = parseUrl(databaseUrl)
  const place = placeOf(url)
  const sql = clientOf(url, name, poolSize, readOnly)
  try {
    const [row] = await sql<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`
    requireSupported(place, row?.version ?? 0, row?.encoding ?? '')
    return sql
  } catch (error) {
    await sql.end({ timeout: 0 })
    throw error instanceof DatabaseFault ? error : connectFault(place, error)
  }
}
