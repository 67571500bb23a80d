import { expect, it } from 'vitest'
import { startFault } from '../../src/db/bundled/start-faults.ts'

it.each([
  ['could not write to file "pg_wal/xlogtemp.29": No space left on device', 'is full'],
  ['initdb: error: could not create directory "/d/18": Read-only file system', 'read-only file system'],
  ['initdb: error: could not look up effective user ID 1001: user does not exist', 'no entry in /etc/passwd'],
  ['FATAL:  database files are incompatible with server', 'another version of PostgreSQL'],
  ['FATAL:  could not open file "global/pg_control": No such file or directory', 'is damaged'],
  ['PANIC:  could not locate a valid checkpoint record at 0/1B81C80', 'is damaged'],
  ['spawn /x/native/bin/initdb ENOENT (ENOENT)', 'needs glibc'],
  ['error while loading shared libraries: libpq.so.5: cannot open shared object file', 'needs glibc'],
  ['FATAL:  data directory "/d/18" has wrong ownership', 'may not use /d'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'not enough memory'],
  ['something new', 'did not start'],
])('turns "%s" into a sentence with what to do', (output, words) => {
  const { message } = startFault('/d', output)
  expect(message).toContain(words)
  expect(message).toContain(`PostgreSQL said: ${output}`)
})
