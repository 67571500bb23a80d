import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forbiddenCalls } from '../scripts/forbidden-calls.ts'

interface Report {
  modules: { source: string }[]
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] }
}

const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const config = resolve('.dependency-cruiser.cjs')

/** What dependency-cruiser says of a folder under the project's rules. */
function cruise(cwd: string, ...folders: string[]): Report {
  const args = [program, '--config', config, '--output-type', 'json', ...folders]
  const answer = execFileSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  return JSON.parse(answer)
}

/** Each file holds one import that the rule before it forbids. */
const planted: [rule: string, path: string, text: string][] = [
  ['domain-imports-inward', 'src/domain/a.ts', "import type { Card } from '../cards/card.ts'"],
  ['domain-imports-inward', 'src/domain/b.ts', "import { readFileSync } from 'node:fs'"],
  ['domain-imports-inward', 'src/domain/c.ts', "import postgres from 'postgres'"],
  ['domain-imports-inward', 'src/domain/d.ts', "import type { Clock } from '../clock.ts'"],
  ['cards-imports-inward', 'src/cards/a.ts', "import '../handlers/fine.ts'"],
  ['cards-imports-inward', 'src/cards/b.ts', "import { platform } from '../bot/platform.ts'"],
  ['handlers-imports-inward', 'src/handlers/a.ts', "import '../db/fine.ts'"],
  ['handlers-imports-inward', 'src/handlers/b.ts', "import '../schedules/fine.ts'"],
  ['handlers-imports-inward', 'src/handlers/c.ts', "import { randomUUID } from 'node:crypto'"],
  ['handlers-imports-inward', 'src/handlers/d.ts', "import fastify from 'fastify'"],
  ['schedules-imports-inward', 'src/schedules/a.ts', "import '../handlers/fine.ts'"],
  ['schedules-imports-inward', 'src/schedules/b.ts', "import '../db/fine.ts'"],
  ['db-imports-inward', 'src/db/a.ts', "import type { Card } from '../cards/card.ts'"],
  ['db-imports-inward', 'src/db/b.ts', "import { platform } from '../bot/platform.ts'"],
  ['papers-imports-inward', 'src/papers/a.ts', "import '../db/fine.ts'"],
  ['sealing-imports-inward', 'src/sealing/a.ts', "import '../db/fine.ts'"],
  ['encryption-in-one-folder', 'src/bot/h.ts', "import { CipherSuite } from '@hpke/core'"],
  ['bot-imports-inward', 'src/bot/a.ts', "import '../db/fine.ts'"],
  ['bot-imports-inward', 'src/bot/b.ts', "import '../schedules/fine.ts'"],
  ['bot-imports-inward', 'src/bot/c.ts', "import '../config.ts'"],
  ['only-entries-import-commands', 'src/templates.ts', "import './commands/tally.ts'"],
  ['commands-do-not-serve', 'src/commands/a.ts', "import '../main.ts'"],
  ['pure-commands-stay-light', 'src/commands/due.ts', "import '../detour.ts'"],
  ['commands-load-late', 'src/cli.ts', "import './commands/tally.ts'"],
  ['sandbox-stands-alone', 'sandbox/a.ts', "import type { Card } from '../src/cards/card.ts'"],
  ['only-the-wiring-starts-the-sandbox', 'src/bot/d.ts', "import '../../sandbox/fine.ts'"],
  ['tests-stay-outside', 'src/bot/e.ts', "import '../../test/fine.ts'"],
  ['platforms-apart', 'src/bot/feishu/a.ts', "import '../dingtalk/fine.ts'"],
  ['platforms-apart', 'src/bot/dingtalk/a.ts', "import '../feishu/open-api.ts'"],
  ['sdk-behind-one-module', 'src/bot/feishu/b.ts', "import { Client } from '@larksuiteoapi/node-sdk'"],
  ['sdk-behind-one-module', 'sandbox/b.ts', "import axios from 'axios'"],
  ['ticks-in-one-module', 'src/schedules/c.ts', "import cron from 'node-cron'"],
  ['sql-in-db', 'src/bot/f.ts', "import { eq } from 'drizzle-orm'"],
  ['sql-in-db', 'src/commands/b.ts', "import postgres from 'postgres'"],
  ['web-at-the-edge', 'src/db/c.ts', "import fastify from 'fastify'"],
  ['web-at-the-edge', 'src/commands/c.ts', "import fastify from 'fastify'"],
  ['no-development-tools-at-run-time', 'src/bot/g.ts', "import fc from 'fast-check'"],
  ['nothing-missing', 'src/domain/e.ts', "import './nowhere.ts'"],
  ['no-cycles', 'src/domain/f.ts', "import './g.ts'"],
]

/** Files that break no rule, and are there to be imported. */
const fine: [path: string, text: string][] = [
  ['src/clock.ts', 'export interface Clock { now(): Date }'],
  ['src/domain/g.ts', "import './f.ts'"],
  ['src/domain/fine.ts', "import { z } from 'zod'\nexport const a = z"],
  [
    'src/cards/card.ts',
    "import { a } from '../domain/fine.ts'\nexport interface Card { title: string }\nexport const b = a",
  ],
  [
    'src/handlers/fine.ts',
    "import type { Card } from '../cards/card.ts'\nimport type { Clock } from '../clock.ts'\nexport type A = Card | Clock",
  ],
  [
    'src/schedules/fine.ts',
    "import '../domain/fine.ts'\nimport type { Clock } from '../clock.ts'\nexport type A = Clock",
  ],
  ['src/schedules/start.ts', "import cron from 'node-cron'\nimport './fine.ts'\nexport const a = cron"],
  [
    'src/db/fine.ts',
    "import postgres from 'postgres'\nimport { eq } from 'drizzle-orm'\nimport '../domain/fine.ts'\nimport { join } from 'node:path'\nexport const a = [postgres, eq, join]",
  ],
  [
    'src/bot/platform.ts',
    "import fastify from 'fastify'\nimport '../handlers/fine.ts'\nexport const platform = fastify",
  ],
  [
    'src/bot/feishu/open-api.ts',
    "import { Client } from '@larksuiteoapi/node-sdk'\nimport { platform } from '../platform.ts'\nexport const a = [Client, platform]",
  ],
  ['src/bot/dingtalk/fine.ts', "import { platform } from '../platform.ts'\nexport const a = platform"],
  ['src/commands/tally.ts', "import '../domain/fine.ts'"],
  ['src/config.ts', "import { z } from 'zod'\nexport const a = z"],
  ['src/detour.ts', "export const load = () => import('./db/fine.ts')"],
  [
    'src/main.ts',
    "import './config.ts'\nimport './db/fine.ts'\nimport '../sandbox/fine.ts'\nimport './bot/platform.ts'",
  ],
  ['sandbox/fine.ts', "import fastify from 'fastify'\nexport const a = fastify"],
  [
    'test/fine.ts',
    "import fc from 'fast-check'\nimport '../src/db/fine.ts'\nimport '../sandbox/fine.ts'\nexport const a = fc",
  ],
]

const packages = [
  '@hpke/core',
  'zod',
  'postgres',
  'fastify',
  'drizzle-orm',
  'node-cron',
  'axios',
  '@larksuiteoapi/node-sdk',
  'fast-check',
]

describe('the layer rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-layers-'))
  let report: Report

  beforeAll(() => {
    const write = (path: string, text: string) => {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    for (const file of ['package.json', 'tsconfig.json']) cpSync(file, join(folder, file))
    for (const name of packages) {
      write(
        `node_modules/${name}/package.json`,
        JSON.stringify({ name, main: 'index.js', types: 'index.d.ts' }),
      )
      write(`node_modules/${name}/index.js`, 'module.exports = {}')
    }
    for (const [path, text] of fine) write(path, text)
    for (const [, path, text] of planted) write(path, text)
    report = cruise(folder, 'src', 'sandbox', 'test')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each(planted)('%s sees %s', (rule, path) => {
    const seen = report.summary.violations
      .filter(({ from }) => from === path)
      .map((violation) => violation.rule.name)
    expect(seen).toContain(rule)
  })

  it('let through what is allowed', () => {
    const paths = new Set(fine.map(([path]) => path))
    const wrong = report.summary.violations.filter(
      ({ from }) => paths.has(from) && !planted.some(([, path]) => path === from),
    )
    expect(wrong).toEqual([])
  })

  it('are each seen to fail here', () => {
    const names: string[] = JSON.parse(
      execFileSync(
        process.execPath,
        ['-p', `JSON.stringify(require(${JSON.stringify(config)}).forbidden.map((r) => r.name))`],
        { encoding: 'utf8' },
      ),
    )
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(names))
  })

  it('see the real code: a compiler without an interface would make them see no module and no fault', () => {
    const { modules, summary } = cruise(resolve('.'), 'src/domain')
    expect(summary.totalCruised).toBeGreaterThan(20)
    expect(modules.map(({ source }) => source)).toContain('src/domain/ports/unit.ts')
  })
})

describe('forbidden calls', () => {
  it.each([
    ['src/domain/a.ts', 'const now = Date.now()', 'Date.now'],
    ['src/domain/a.ts', 'const now = new Date()', 'new Date()'],
    ['src/domain/a.ts', 'const now = new Date', 'new Date()'],
    ['src/domain/a.ts', "const now = Date['now']()", 'Date.now'],
    ['src/domain/a.ts', 'const { now } = Date', 'Date.now'],
    ['src/domain/a.ts', 'const day = Temporal.Now.plainDateISO()', 'Temporal.Now'],
    ['src/cards/a.ts', 'const n = Math.random()', 'Math.random'],
    ['src/cards/a.ts', 'const id = globalThis.crypto.randomUUID()', 'crypto.randomUUID'],
    ['src/domain/a.ts', 'setTimeout(() => {}, 1)', 'setTimeout()'],
    ['src/handlers/a.ts', 'const at = new Date()', 'new Date()'],
    ['src/schedules/a.ts', 'const at = Date.now()', 'Date.now'],
    ['src/bot/a.ts', 'const key = process.env.KEY', 'process.env'],
    ['src/config.ts', 'const { env } = process', 'process.env'],
    ['src/db/stores/a.ts', "await tx.unsafe('select 1')", '*.unsafe'],
    ['src/db/stores/a.ts', 'db.execute(sql.raw(text))', 'sql.raw'],
  ])('in %s: %s', (path, text, what) => {
    expect(forbiddenCalls(path, text).map((call) => call.what)).toEqual([what])
  })

  it.each([
    ['src/domain/a.ts', "// Date.now() is not for here\nconst s = 'new Date()'"],
    ['src/domain/a.ts', 'const day = new Date(0); const utc = Date.UTC(2026, 0)'],
    ['src/domain/a.ts', 'export const label = (process: Process) => process.label'],
    ['src/clock.ts', 'const now = () => new Date()'],
    ['src/schedules/start.ts', 'const at = new Date()'],
    ['src/main.ts', 'const config = loadConfig(process.env)'],
    ['src/db/migrate.ts', 'await tx.unsafe(statement)'],
    ['src/db/stores/a.ts', 'await sql`select 1`'],
    ['test/a.test.ts', 'const now = Date.now()'],
  ])('allow in %s: %s', (path, text) => {
    expect(forbiddenCalls(path, text)).toEqual([])
  })

  it('name the line', () => {
    expect(forbiddenCalls('src/domain/a.ts', '\n\nconst a = Date.now()')[0]).toMatchObject({
      line: 3,
      path: 'src/domain/a.ts',
    })
  })
})
