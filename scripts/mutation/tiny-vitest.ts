/**
 * As much of vitest as the voting tests use, so that they run unchanged in this process, hundreds of times. Tests are
 * collected while a file loads and run by `runCollected`, which stops at the first that fails.
 */
import { isDeepStrictEqual } from 'node:util'

type Test = { name: string; run: () => unknown }
let collected: Test[] = []
let path: string[] = []

export function describe(name: string, body: () => void): void {
  path.push(name)
  body()
  path.pop()
}
const add = (name: string, run: () => unknown) =>
  void collected.push({ name: [...path, name].join(' > '), run })
/** A row that is a list is spread over the parameters, anything else is the one parameter. */
const each = (rows: readonly unknown[]) => (name: string, body: (...row: never[]) => unknown) => {
  for (const row of rows) add(name, () => body(...((Array.isArray(row) ? row : [row]) as never[])))
}
export const it = Object.assign(add, { each })

/** Runs what was collected since the last time; answers the name of the first test that failed, or null. */
export async function runCollected(): Promise<string | null> {
  const tests = collected
  collected = []
  path = []
  for (const { name, run } of tests) {
    try {
      await run()
    } catch (error) {
      return `${name}: ${error instanceof Error ? error.message.slice(0, 200) : String(error)}`
    }
  }
  return null
}

class Matching {
  readonly test: (value: unknown) => boolean
  constructor(test: (value: unknown) => boolean) {
    this.test = test
  }
}

/** Whether `expected` is a part of `actual`: lists of one length, objects by the keys that are expected. */
function includes(actual: unknown, expected: unknown): boolean {
  if (expected instanceof Matching) return expected.test(actual)
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((one, index) => includes(actual[index], one))
    )
  if (typeof expected === 'object' && expected !== null)
    return (
      typeof actual === 'object' &&
      actual !== null &&
      Object.entries(expected).every(([key, one]) => includes((actual as Record<string, unknown>)[key], one))
    )
  return Object.is(actual, expected)
}

/** Equal but for keys that hold undefined, as vitest's `toEqual` has it. */
const plain = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [[key, plain(one)]])),
        )
      : value

const matchers = {
  toBe: (actual: unknown, expected: unknown) => Object.is(actual, expected),
  toEqual: (actual: unknown, expected: unknown) => isDeepStrictEqual(plain(actual), plain(expected)),
  toMatchObject: includes,
  toContain: (actual: unknown, expected: unknown) =>
    typeof actual === 'string'
      ? actual.includes(String(expected))
      : Array.isArray(actual) && actual.includes(expected),
  toMatch: (actual: unknown, expected: RegExp) => expected.test(String(actual)),
  toHaveProperty: (actual: unknown, key: string) => Object.hasOwn(actual as object, key),
  toHaveLength: (actual: unknown, length: number) => (actual as { length: number }).length === length,
  toBeNull: (actual: unknown) => actual === null,
  toBeUndefined: (actual: unknown) => actual === undefined,
  toBeTypeOf: (actual: unknown, type: string) => typeof actual === type,
  toThrow: (actual: unknown, words?: string | RegExp) => {
    try {
      ;(actual as () => unknown)()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return words === undefined || (words instanceof RegExp ? words.test(message) : message.includes(words))
    }
    return false
  },
}

const bound = (actual: unknown, wanted: boolean) =>
  Object.fromEntries(
    Object.entries(matchers).map(([name, test]) => [
      name,
      (expected: never) => {
        if (test(actual, expected) !== wanted)
          throw new Error(`${name}: ${JSON.stringify(actual)} against ${String(JSON.stringify(expected))}`)
      },
    ]),
  )

export const expect = Object.assign(
  (actual: unknown) => ({ ...bound(actual, true), not: bound(actual, false) }),
  {
    stringMatching: (words: RegExp) =>
      new Matching((value) => typeof value === 'string' && words.test(value)),
    stringContaining: (words: string) => new Matching((value) => String(value).includes(words)),
    any: () => new Matching(() => true),
  },
)
