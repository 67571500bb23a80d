import { defineConfig } from 'vitest/config'

/** Papers in real programs of Debian: LibreOffice and poppler read the documents, OpenStack Swift keeps the files. */
export default defineConfig({
  test: {
    include: ['test/programs/**/*.test.ts'],
    globalSetup: ['./test/helpers/global-postgres.ts'],
    reporters: ['default', './test/helpers/closing-line.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
