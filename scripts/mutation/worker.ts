/** Loads the voting tests with one file changed and says which test fails first. Talks to `mutate.ts` over IPC. */
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Mutant, mutated } from './mutants.ts'

const shim = new URL('./tiny-vitest.ts', import.meta.url).href
const fewer = new URL('./fewer-runs.ts', import.meta.url).href
const root = pathToFileURL(`${process.cwd()}/`).href
/** Modules that have to be loaded again for each mutant: the rules and everything that may have read them. */
const renewed = new RegExp(`^${root}(src/domain/voting/|src/rule-files\\.ts|test/domain/voting/)`)

let current: { round: number; mutant: Mutant | null } = { round: 0, mutant: null }
const stripped = new Map<string, string>()

function sourceOf(path: string): string {
  const { mutant } = current
  if (mutant && path === `${process.cwd()}/${mutant.file}`)
    return stripTypeScriptTypes(mutated(readFileSync(path, 'utf8'), mutant))
  const known = stripped.get(path) ?? stripTypeScriptTypes(readFileSync(path, 'utf8'))
  stripped.set(path, known)
  return known
}

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest') return { url: shim, shortCircuit: true }
    if (specifier === 'fast-check' && context.parentURL !== fewer) return { url: fewer, shortCircuit: true }
    const found = next(specifier, context)
    return renewed.test(found.url) && !found.url.includes('?')
      ? { ...found, url: `${found.url}?round=${current.round}` }
      : found
  },
  load(url, context, next) {
    if (!url.includes('?round=')) return next(url, context)
    return { format: 'module', source: sourceOf(fileURLToPath(url)), shortCircuit: true }
  },
})

const { runCollected } = await import('./tiny-vitest.ts')

/** The first failing test; null = none noticed the change. Code that no longer loads is noticed, too. */
async function firstFailure(tests: readonly string[]): Promise<string | null> {
  for (const test of tests) {
    try {
      await import(`${root}${test}?round=${current.round}`)
    } catch (error) {
      await runCollected()
      return `${test} does not load: ${String(error).slice(0, 200)}`
    }
    const failed = await runCollected()
    if (failed !== null) return failed
  }
  return null
}

process.on('message', async ({ mutant, tests }: { mutant: Mutant | null; tests: string[] }) => {
  current = { round: current.round + 1, mutant }
  process.send?.({ failed: await firstFailure(tests) })
})
process.send?.({ ready: true })
