import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createStandIn, type StandIn } from '../../sandbox/stand-in.ts'
import { layOut } from '../../src/db/bundled/layout.ts'
import { livePostmaster } from '../../src/db/bundled/postmaster.ts'
import { useDatabase } from '../helpers/database.ts'
import { isThere, runZhibu, type ServiceProcess, startProgram, startService } from './service-process.ts'

const patience = { timeout: 30_000, interval: 50 }
const started: ServiceProcess[] = []
const tracked = (service: ServiceProcess): ServiceProcess => {
  started.push(service)
  return service
}
afterEach(async () => {
  for (const one of started) one.kill('SIGKILL')
  await Promise.all(started.splice(0).map((one) => one.ended))
})

const app = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'test-secret',
  FEISHU_ENCRYPT_KEY: 'test-key',
  FEISHU_VERIFICATION_TOKEN: 'test-token',
}

describe('starting and ending', { timeout: 60_000 }, () => {
  const db = useDatabase({ poolSize: 1 })
  let standIn: StandIn
  let env: Record<string, string>
  beforeAll(async () => {
    standIn = await createStandIn({
      appId: app.FEISHU_APP_ID,
      appSecret: app.FEISHU_APP_SECRET,
      encryptKey: app.FEISHU_ENCRYPT_KEY,
      verificationToken: app.FEISHU_VERIFICATION_TOKEN,
    })
    env = { ...app, DATABASE_URL: db.url, FEISHU_DOMAIN: await standIn.listen() }
  })
  afterAll(() => standIn.close())

  it('refuses a bad configuration, names every bad variable at once, and tells no value', async () => {
    const { code, error, output } = await startService({
      FEISHU_APP_ID: 'cli_0123456789abcdef',
      FEISHU_TRANSPORT: 'pigeon',
      PORT: '99999',
      DATABASE_URL: 'mysql://someone:hidden-word@127.0.0.1/x',
      CLOCK: 'virtual:yesterday',
      TIMEZONE: 'Mars/Olympus',
      LOG_LEVEL: 'shout',
    }).ended
    expect(code).toBe(1)
    for (const name of [
      ...['FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN', 'FEISHU_TRANSPORT'],
      ...['PORT', 'DATABASE_URL', 'CLOCK', 'TIMEZONE', 'LOG_LEVEL'],
    ])
      expect(error).toContain(`${name}：`)
    expect(error + output).not.toContain('hidden-word')
  })

  it('says which port is taken, and ends', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number } // it listens on TCP
    const { code, error, output } = await tracked(startService({ ...env, PORT: String(port) })).ended
    other.close()
    expect(code).toBe(1)
    expect(error).toContain(String(port))
    expect(error).toContain('请停止那个程序，或用环境变量 PORT 换一个端口')
    expect(output + error).not.toMatch(/^\s+at /m)
  })

  it('ends in order at SIGTERM to npm, and leaves no process', async () => {
    const npm = tracked(startProgram('npm', ['start', '--silent'], { ...env, PORT: '0', HOST: '127.0.0.1' }))
    const address = await npm.ready
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    npm.kill('SIGTERM')
    const { output } = await npm.ended
    expect(output).toContain('"msg":"stopped"')
    await vi.waitFor(() => expect(isThere(npm.pid)).toBe(false), patience)
    await expect(fetch(`${address}/healthz`)).rejects.toThrow()
  })

  it('ends when it cannot reach its database, with a sentence', async () => {
    const { code, error } = await tracked(
      startService({ ...env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }),
    ).ended
    expect(code).toBe(1)
    expect(error).toContain('127.0.0.1:1')
    expect(error).toContain('DATABASE_URL')
    expect(error).not.toMatch(/^\s+at /m)
  })
})

describe('the sandbox with its own database', { timeout: 120_000 }, () => {
  let dataDir: string
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'zhibu-sandbox-'))
  })
  afterAll(async () => {
    await vi.waitFor(() => expect(livePostmaster(layOut(dataDir))).toBeUndefined(), patience)
    rmSync(dataDir, { recursive: true, force: true })
  })

  interface State {
    people: { openId: string; name: string }[]
    chats: { chatId: string; name: string; messages?: unknown[] }[]
    messages?: unknown[]
  }
  const state = async (address: string) => (await (await fetch(`${address}/sandbox/state`)).json()) as State
  const post = async (address: string, path: string, body: object) =>
    (await (
      await fetch(`${address}/sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json()) as { status?: number; toast?: { content: string } }

  it('plays its demo, survives kill -9 and goes on where it was', async () => {
    const first = tracked(startService({ DATA_DIR: dataDir }))
    const address = await first.ready
    await vi.waitFor(
      async () => expect(JSON.stringify(await state(address))).toContain('党小组已设立'),
      patience,
    )

    const second = await tracked(startService({ DATA_DIR: dataDir })).ended
    expect(second.code).toBe(1)
    expect(second.error).toMatch(/DATA_DIR|数据目录/)
    const beside = await runZhibu(['migrate'], { DATA_DIR: dataDir })
    expect(beside).toMatchObject({ code: 0 })
    const doctor = await runZhibu(['doctor'], { DATA_DIR: dataDir })
    expect(doctor.output + doctor.error).toMatch(/数据库/)

    first.kill('SIGKILL')
    await first.ended
    const again = tracked(startService({ DATA_DIR: dataDir }))
    const here = await again.ready
    const found = await state(here)
    expect(JSON.stringify(found)).toContain('党小组已设立')
    const person = found.people.find(({ name }) => name === '张伟')
    const chat = found.chats.find(({ name }) => name === '机关第一党支部')
    const said = await post(here, 'say', { as: person?.openId, chatId: chat?.chatId, text: '/党员 名册' })
    expect(said.status).toBe(200)
    await vi.waitFor(
      async () => expect(JSON.stringify(await state(here))).toContain('正式党员11人'),
      patience,
    )

    const postmaster = livePostmaster(layOut(dataDir))
    if (!postmaster) throw new Error('the bundled server does not run')
    process.kill(postmaster.pid, 'SIGQUIT') // a crash of the database: the service starts it again
    await vi.waitFor(() => expect(isThere(postmaster.pid)).toBe(false), patience)
    await vi.waitFor(async () => expect((await fetch(`${here}/readyz`)).status).toBe(200), patience)
    const after = await post(here, 'say', { as: person?.openId, chatId: chat?.chatId, text: '/进度 本季度' })
    expect(after.status).toBe(200)
    await vi.waitFor(
      async () => expect(JSON.stringify(await state(here))).toContain('第一党支部进度'),
      patience,
    )
    again.kill('SIGTERM')
    expect((await again.ended).code).toBe(0)
  })
})
