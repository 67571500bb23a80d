import { DatabaseFault } from '../fault.ts'

interface Cause {
  pattern: RegExp
  sentence: (dataDir: string) => string
}

/** What PostgreSQL's programs print, and what the person who runs the service should do about it. */
const causes: readonly Cause[] = [
  {
    pattern: /No space left on device|ENOSPC/,
    sentence: (dir) => `The disk of ${dir} is full. Free some space and start again; nothing was lost.`,
  },
  {
    pattern: /Read-only file system|EROFS/,
    sentence: (dir) =>
      `${dir} is on a read-only file system. Choose a writable DATA_DIR, or set DATABASE_URL.`,
  },
  {
    pattern: /could not look up effective user ID (\d+)/,
    sentence: () =>
      'The user of this process has no entry in /etc/passwd, which PostgreSQL needs. Add one, run as another user, or set DATABASE_URL.',
  },
  {
    pattern: /database files are incompatible with server|was initialized by PostgreSQL version/,
    sentence: (dir) =>
      `The data in ${dir} were made by another version of PostgreSQL. Start the version of zhibu that made them, run "zhibu backup", and restore into a new DATA_DIR.`,
  },
  {
    pattern:
      /is not a valid data directory|could not open file "(?:global|base|pg_)|invalid (?:checkpoint|primary checkpoint)|could not locate a valid checkpoint|incorrect checksum in control file|could not read (?:from )?file|missing contrecord|postgresql\.conf|pg_hba\.conf/,
    sentence: (dir) =>
      `The database in ${dir} is damaged. Keep a copy of the directory, then start with an empty DATA_DIR and run "zhibu restore" with the last backup.`,
  },
  {
    pattern: /ENOENT|cannot open shared object file|cannot execute|Exec format error|ENOEXEC/,
    sentence: () =>
      'The bundled PostgreSQL does not run on this system (it needs glibc). Set DATABASE_URL to a PostgreSQL server (14 or newer).',
  },
  {
    pattern: /has wrong ownership|Permission denied|Operation not permitted|EACCES|EPERM|invalid permissions/,
    sentence: (dir) =>
      `The user that runs the database may not use ${dir}. Give the directory back to the user that made it, or choose another DATA_DIR.`,
  },
  {
    pattern: /Cannot allocate memory|could not map anonymous shared memory|could not resize shared memory/,
    sentence: () => 'There is not enough memory to start the database (about 200 MB are needed).',
  },
]

const lastLines = (output: string): string => output.trim().split('\n').slice(-3).join(' ').slice(-600)

/** The sentence for a program of PostgreSQL that failed with this output; PostgreSQL's own words are added. */
export function startFault(dataDir: string, output: string): DatabaseFault {
  const cause = causes.find(({ pattern }) => pattern.test(output))
  const sentence = cause?.sentence(dataDir) ?? `The bundled PostgreSQL in ${dataDir} did not start.`
  const words = lastLines(output)
  return new DatabaseFault(words ? `${sentence} PostgreSQL said: ${words}` : sentence)
}
