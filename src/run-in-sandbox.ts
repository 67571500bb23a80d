import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { playDemo } from '../sandbox/demo.ts'
import { sandboxPage } from '../sandbox/page/plugin.ts'
import { createStandIn } from '../sandbox/stand-in.ts'
import { createFeishuPlatform } from './bot/feishu/client.ts'
import { listen } from './bot/listen.ts'
import { runningClock } from './clock.ts'
import type { FeishuApp } from './config.ts'
import { openTenant } from './db/tenants.ts'
import type { Running, RunParts } from './run-on-feishu.ts'
import { createService, type Service } from './service.ts'

const kept = z.object({
  appId: z.string(),
  appSecret: z.string(),
  encryptKey: z.string(),
  verificationToken: z.string(),
  tenantKey: z.string(),
  /** How far the sandbox's clock is ahead of the system's, in milliseconds. */
  aheadMs: z.number().nonnegative(),
})
type Kept = z.infer<typeof kept>

const secret = (): string => randomBytes(16).toString('hex')

/** The sandbox's own app, made at the first start and kept beside its database. */
async function openKept(file: string): Promise<Kept> {
  try {
    return kept.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      throw new Error(`${file} is damaged; remove DATA_DIR to start the sandbox anew`, { cause: error })
    const fresh = {
      appId: `cli_${randomBytes(8).toString('hex')}`,
      appSecret: secret(),
      encryptKey: secret(),
      verificationToken: secret(),
      tenantKey: secret().slice(0, 16),
      aheadMs: 0,
    }
    await keep(file, fresh)
    return fresh
  }
}

const keep = (file: string, state: Kept): Promise<void> =>
  writeFile(file, JSON.stringify(state), { mode: 0o600 })

/**
 * Runs the service against the local stand-in of the platform, with its chat page at `/`: same code, same HTTP, same
 * signatures. The clock runs and can be moved forward from the page.
 */
export async function runInSandbox({ settings, catalogue, database, log }: RunParts): Promise<Running> {
  const folder = join(settings.dataDir, 'sandbox')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'app.json')
  const state = await openKept(file)
  const clock = runningClock(undefined, state.aheadMs)
  if (settings.clock.kind === 'virtual' && settings.clock.startsAt > clock.now())
    clock.moveTo(settings.clock.startsAt)

  let webhook = ''
  const standIn = await createStandIn({
    ...state,
    now: clock.now,
    journal: join(folder, 'chat.jsonl'),
    webhookUrl: () => webhook,
  })
  const feishu: FeishuApp = { ...state, domain: await standIn.listen(), transport: 'webhook' }
  const tenant = await openTenant(database.sql, {
    platform: 'feishu',
    appId: state.appId,
    key: state.tenantKey,
  })
  const settle = async () => {
    await service.runSchedules(clock.now())
    await service.delivery.settle()
    await standIn.tick()
  }
  const advance = async (to: Date): Promise<void> => {
    for (;;) {
      const next = await service.nextDueInstant(clock.now())
      if (!next || next >= to) break
      clock.moveTo(next)
      await settle()
    }
    if (to > clock.now()) clock.moveTo(to)
    await settle()
    await keep(file, { ...state, aheadMs: Math.max(0, +clock.now() - Date.now()) })
  }
  const page = sandboxPage({
    standIn,
    clock: { now: clock.now, advance, nextDue: () => service.nextDueInstant(clock.now()) },
  })
  const service: Service = createService({
    settings,
    feishu,
    database,
    tenant,
    platform: createFeishuPlatform({ ...feishu, log }),
    clock,
    catalogue,
    log,
    routes: [
      (app, _options, done) => {
        app.register(page)
        done()
      },
    ],
  })
  await service.introduce()
  const address = await listen(service.app, settings)
  webhook = `${address}/webhooks/feishu`
  service.start()
  playDemo(standIn)
    .then(({ failures }) => {
      for (const failure of failures) log.warn(`demo: ${failure}`)
    })
    .catch((error: unknown) => log.error({ err: error }, 'the demo could not be played'))
  return {
    address,
    async stop() {
      await service.stop()
      await standIn.close()
    },
  }
}
