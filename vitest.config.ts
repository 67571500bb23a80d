import { defineConfig } from 'vitest/config'

/** Folders of `test/` whose files need a PostgreSQL server; all others run without one. */
const needDatabase = [
  'db',
  'conversation',
  'delivery',
  'bot',
  'sandbox',
  'processes',
  'schedules',
  'cli',
  'bench',
]
const inDatabaseFolders = needDatabase.map((folder) => `test/${folder}/**/*.test.ts`)

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './test/helpers/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/programs/**', ...inDatabaseFolders],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: inDatabaseFolders,
          globalSetup: ['./test/helpers/global-postgres.ts'],
        },
      },
    ],
  },
})
