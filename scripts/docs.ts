/**
 * Writes the generated pages of docs/: environment.md from the declaration of the environment, commands.md from the
 * command registry, processes.md and coverage.md from the templates. `--check` writes nothing and fails when a page differs from what the code says.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { commandsPage, environmentPage } from './pages.ts'
import { coveragePage, processesPage } from './process-pages.ts'

const pages: Record<string, string> = {
  'docs/environment.md': environmentPage(),
  'docs/commands.md': commandsPage(),
  'docs/processes.md': processesPage(),
  'docs/coverage.md': coveragePage(),
}

const writtenNow = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

const stale = Object.entries(pages).filter(([path, text]) => writtenNow(path) !== text)
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is not what the code says: run npm run docs`)
  if (stale.length > 0) process.exitCode = 1
} else {
  for (const [path, text] of stale) writeFileSync(path, text)
  console.log(stale.length === 0 ? 'nothing to write' : `written: ${stale.map(([path]) => path).join(', ')}`)
}
