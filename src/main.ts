import { createLog } from './bot/log.ts'
import { loadConfig } from './config.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import { runOnFeishu } from './run-on-feishu.ts'
import { closeOnSignals } from './signals.ts'
import { loadTemplates } from './templates.ts'

/** Starts the service: configuration, rules, database, then the platform or its stand-in, then the listener. */
async function main(): Promise<void> {
  const settings = loadConfig(process.env)
  const log = createLog(settings.logLevel)
  for (const warning of settings.warnings) log.warn(warning)
  const catalogue = loadTemplates({ extraDir: settings.templatesDir })
  const database = await openDatabase({
    databaseUrl: settings.databaseUrl,
    dataDir: settings.dataDir,
    role: 'service',
    // Sends and card refreshes may use sixteen at once; clicks must not wait for them.
    poolSize: 24,
    log: (message) => log.info(message),
  })
  const stops: (() => Promise<void>)[] = [database.close]
  closeOnSignals(log, stops)
  try {
    const applied = await migrate(database.sql)
    if (applied.length > 0) log.info({ applied }, 'database migrated')
    const run = settings.mode === 'sandbox' ? (await import('./run-in-sandbox.ts')).runInSandbox : runOnFeishu
    const running = await run({ settings, catalogue, database, log })
    stops.unshift(running.stop)
    log.info({ address: running.address, mode: settings.mode }, `ready: ${running.address}`)
  } catch (error) {
    await database.close() // or the bundled server would outlive the service that started it
    throw error
  }
}

main().catch((error: unknown) => {
  // Before there is a log, and for faults whose message already says what to do.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
