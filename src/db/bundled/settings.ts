/** `full` survives a power cut; `none` is for tests, whose data nobody misses. */
export type Durability = 'full' | 'none'

/**
 * Settings for a small machine that runs the service beside it. fsync, full_page_writes and
 * synchronous_commit stay on: an answer means that the row is on the disk.
 */
const common = {
  max_connections: '60',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  // One server without replicas or subscriptions: fewer processes and less log to write.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  // Parallel queries need shared memory that containers limit to 64 MB.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // No reading ahead by processes of its own: the data are small and cached.
  io_method: 'sync',
  // No statements and no values: the log must not hold what people wrote. Errors of statements go to
  // the service, which logs their code.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
} as const

const forDurability = {
  full: { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' },
  none: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
} as const satisfies Record<Durability, Record<string, string>>

/** Command-line arguments of the server for these settings. */
export const settingArguments = (durability: Durability, more: Record<string, string>): string[] =>
  Object.entries({ ...common, ...forDurability[durability], ...more }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
