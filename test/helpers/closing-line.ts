import { writeSync } from 'node:fs'
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

/**
 * Ends the output of a run with one plain line such as `812 passed, 0 failed`, after everything else
 * that the run prints. A file that could not be loaded and an error outside of any test count as failed.
 */
export default class ClosingLine implements Reporter {
  #line = '0 passed, 1 failed (the run did not end)'

  onInit(): void {
    process.once('exit', () => {
      writeSync(1, `\n${this.#line}\n`)
    })
  }

  onTestRunEnd(modules: readonly TestModule[], strays: readonly unknown[], reason: TestRunEndReason): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0 || brokenSuites(module) > 0).length
    const failed = count('failed') + broken + strays.length
    const skipped = count('skipped')
    const nothingRan = reason !== 'passed' && failed === 0 ? ` (${reason})` : ''
    this.#line = `${count('passed')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}${nothingRan}`
  }
}

/** Groups whose beforeAll or afterAll failed. */
const brokenSuites = (module: TestModule): number =>
  [...module.children.allSuites()].filter((suite) => suite.errors().length > 0).length
