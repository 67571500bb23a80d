/**
 * Mutation testing of the voting rules (`npm run mutate`): changes one place after another in the pure rule modules, runs
 * the voting tests against each change, prints the score and every change that no test noticed. Ends with 1 when one of them
 * is not explained in docs/mutation.md. Options: a part of a file's name, to look at that file alone.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { type Mutant, mutantsOf } from './mutation/mutants.ts'

/** The modules that decide; what reads and writes rows around them is tested through conversations. */
const modules = [
  'arithmetic',
  'attendance',
  'case-faults',
  'casting',
  'conditions',
  'election',
  'electorate',
  'input',
  'presence',
  'procedure',
  'rating',
  'recommendation',
  'remarks',
  'resolution',
  'rule-book',
  'settled-rule',
  'tally',
  'threshold',
  'voting-case',
]
const timeoutMs = 30_000
/** A child is replaced after so many mutants: modules once loaded are never let go. */
const perChild = 80
const children = 2

interface Answer {
  failed: string | null
}

class Runner {
  #child: ChildProcess | null = null
  #used = 0

  /** The first test that fails with the change made; `timeout` when it does not come to an end. */
  async failing(mutant: Mutant | null, tests: readonly string[]): Promise<string | null> {
    const child = await this.#ready()
    const answer = new Promise<Answer>((resolve, reject) => {
      child.once('message', (message) => resolve(message as Answer))
      child.once('exit', () => reject(new Error('exited')))
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    child.send({ mutant, tests })
    try {
      return (await answer).failed
    } catch {
      // Killed after the timeout, or ended by the mutant: either way the change was noticed.
      this.#child = null
      return 'no answer within the time'
    } finally {
      clearTimeout(timer)
      child.removeAllListeners('exit')
    }
  }

  stop(): void {
    this.#child?.kill()
    this.#child = null
  }

  async #ready(): Promise<ChildProcess> {
    if (this.#child && this.#used < perChild) {
      this.#used += 1
      return this.#child
    }
    this.stop()
    const child = fork(new URL('./mutation/worker.ts', import.meta.url).pathname, {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    await new Promise((resolve) => child.once('message', resolve))
    this.#child = child
    this.#used = 1
    return child
  }
}

const keyOf = ({ file, code, change }: Mutant): string => `${file} | ${code} | ${change}`

const wanted = process.argv[2] ?? ''
const mutants = modules
  .map((name) => `src/domain/voting/${name}.ts`)
  .filter((file) => file.includes(wanted))
  .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')))
const order = ['refusals', 'cases', 'electorate', 'properties']
const testFiles = readdirSync('test/domain/voting').filter((name) => name.endsWith('.test.ts'))
const rank = (name: string) => order.findIndex((one) => name.startsWith(one)) % (order.length + 1)
const tests = testFiles.sort((a, b) => rank(a) - rank(b)).map((name) => `test/domain/voting/${name}`)

const started = performance.now()
const baseline = new Runner()
const broken = await baseline.failing(null, tests)
baseline.stop()
if (broken !== null) {
  console.error(`The tests fail without any change: ${broken}`)
  process.exit(1)
}

const survivors: Mutant[] = []
let next = 0
const work = async () => {
  const runner = new Runner()
  for (let mutant = mutants[next++]; mutant; mutant = mutants[next++])
    if ((await runner.failing(mutant, tests)) === null) survivors.push(mutant)
  runner.stop()
}
await Promise.all(Array.from({ length: children }, work))

const explained = readFileSync('docs/mutation.md', 'utf8')
const inWords = (text: string): string => text.replaceAll('|', '\\|')
const isExplained = ({ code, change }: Mutant): boolean =>
  explained.includes(`\`${inWords(change)}\``) && explained.includes(`\`${inWords(code)}\``)
const unexplained = survivors.filter((one) => !isExplained(one))
const killed = mutants.length - survivors.length
const percent = (share: number): string => `${((100 * share) / Math.max(1, mutants.length)).toFixed(1)} %`
console.log(
  `${mutants.length} mutants in ${new Set(mutants.map(({ file }) => file)).size} modules: ${killed} noticed (${percent(killed)}), ${survivors.length} not, ` +
    `${unexplained.length} of them unexplained; ${((performance.now() - started) / 1000).toFixed(0)} s`,
)
for (const one of survivors.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)))
  console.log(`${isExplained(one) ? ' ' : '!'} ${one.file}:${one.line}  ${one.change}    in: ${one.code}`)
process.exit(unexplained.length > 0 ? 1 : 0)
