import { defineConfig } from 'vitest/config'

/** Pages in a real Chromium: `chromium` on the PATH, or the program that `CHROMIUM` names. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    reporters: ['default', './test/helpers/closing-line.ts'],
    // One browser at a time: two would starve each other on a small machine.
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
