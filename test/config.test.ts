import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, configTable, loadConfig } from '../src/config.ts'

const app = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'the-secret-of-the-app',
  FEISHU_ENCRYPT_KEY: 'the-encrypt-key',
  FEISHU_VERIFICATION_TOKEN: 'the-verification-token',
}

/** The error of a refused environment. */
function refusal(env: Record<string, string | undefined>): ConfigError {
  try {
    loadConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('the environment was accepted')
}
const refused = (env: Record<string, string | undefined>) =>
  refusal(env).faults.map(({ variable }) => variable)

describe('loadConfig', () => {
  it('starts the sandbox with the documented defaults when nothing is set', () => {
    expect(loadConfig({})).toEqual({
      mode: 'sandbox',
      production: false,
      databaseUrl: undefined,
      dataDir: resolve('data'),
      keyCommand: undefined,
      filesKey: undefined,
      s3: null,
      host: '127.0.0.1',
      port: 3000,
      timezone: 'Asia/Shanghai',
      templatesDir: undefined,
      clock: { kind: 'system' },
      logLevel: 'info',
      trustProxy: false,
      warnings: [],
    })
  })

  it('listens on 127.0.0.1 in the sandbox whatever HOST says', () => {
    expect(loadConfig({ HOST: '0.0.0.0' }).host).toBe('127.0.0.1')
    expect(loadConfig({ ...app }).host).toBe('0.0.0.0')
    expect(loadConfig({ ...app, HOST: '10.0.0.8' }).host).toBe('10.0.0.8')
  })

  it('talks to Feishu as soon as the app is set', () => {
    const config = loadConfig({ ...app, FEISHU_DOMAIN: 'http://127.0.0.1:4000/', FEISHU_TENANT_KEY: 'abc' })
    expect(config.mode === 'feishu' && config.feishu).toEqual({
      appId: app.FEISHU_APP_ID,
      appSecret: app.FEISHU_APP_SECRET,
      encryptKey: app.FEISHU_ENCRYPT_KEY,
      verificationToken: app.FEISHU_VERIFICATION_TOKEN,
      domain: 'http://127.0.0.1:4000',
      transport: 'webhook',
      tenantKey: 'abc',
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ FEISHU_APP_ID: '', DATABASE_URL: ' ', PORT: '' })).toEqual(loadConfig({}))
    expect(refused({ ...app, FEISHU_ENCRYPT_KEY: '' })).toEqual(['FEISHU_ENCRYPT_KEY'])
  })

  it('requires the three keys of an app, and names them together', () => {
    expect(refused({ FEISHU_APP_ID: app.FEISHU_APP_ID })).toEqual([
      'FEISHU_APP_SECRET',
      'FEISHU_ENCRYPT_KEY',
      'FEISHU_VERIFICATION_TOKEN',
    ])
  })

  it('names every bad variable at once, each with a sentence that says how to mend it', () => {
    const error = refusal({
      FEISHU_APP_ID: 'cli_1',
      PORT: 'http',
      TIMEZONE: 'Mars/Base',
      CLOCK: 'virtual:noon',
    })
    expect(error.faults.map(({ variable }) => variable)).toEqual([
      'FEISHU_APP_SECRET',
      'FEISHU_ENCRYPT_KEY',
      'FEISHU_VERIFICATION_TOKEN',
      'PORT',
      'TIMEZONE',
      'CLOCK',
    ])
    for (const { variable, sentence } of error.faults) {
      expect(sentence).toMatch(/请/)
      expect(error.message).toContain(`${variable}：${sentence}`)
    }
  })

  it.each([
    ['FEISHU_DOMAIN', 'open.feishu.cn'],
    ['FEISHU_DOMAIN', 'ftp://open.feishu.cn'],
    ['FEISHU_DOMAIN', 'https://user:word@open.feishu.cn'],
    ['FEISHU_DOMAIN', 'https://open.feishu.cn?a=1'],
    ['FEISHU_TRANSPORT', 'carrier-pigeon'],
    ['FEISHU_APP_SECRET', 'two words'],
    ['DATABASE_URL', 'mysql://u:p@h/db'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HOST', 'a host'],
    ['TIMEZONE', 'Beijing'],
    ['CLOCK', 'virtual:2026-12-01'],
    ['CLOCK', 'virtual:2026-12-01T09:00:00'],
    ['CLOCK', 'virtual:2026-13-01T09:00:00Z'],
    ['CLOCK', 'wall'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '0'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.1,proxy.local'],
  ])('refuses %s=%s', (variable, value) => {
    expect(refused({ ...app, [variable]: value })).toEqual([variable])
  })

  it('never repeats a value, in the message or in the faults', () => {
    const secret = 'ge heim'
    const error = refusal({ ...app, FEISHU_APP_SECRET: secret, DATABASE_URL: `mysql://u:${secret}@h/db` })
    expect(error.faults).toHaveLength(2)
    expect(JSON.stringify(error) + error.message + error.stack).not.toContain(secret)
  })

  it('refuses the virtual clock in production only', () => {
    const CLOCK = 'virtual:2026-12-01T09:00:00+08:00'
    expect(loadConfig({ CLOCK }).clock).toEqual({
      kind: 'virtual',
      startsAt: new Date('2026-12-01T01:00:00Z'),
    })
    expect(refused({ CLOCK, NODE_ENV: 'production' })).toEqual(['CLOCK'])
  })

  it('takes any app id over the webhook, and only the form that the SDK accepts over the long connection', () => {
    const named = { ...app, FEISHU_APP_ID: 'cli_of_a_stand_in' }
    expect(loadConfig(named).mode).toBe('feishu')
    expect(refused({ ...named, FEISHU_TRANSPORT: 'websocket' })).toEqual(['FEISHU_APP_ID'])
    expect(loadConfig({ ...app, FEISHU_TRANSPORT: 'websocket' }).mode).toBe('feishu')
  })

  it('reads the proxy as hops or as addresses', () => {
    expect(loadConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1)
    expect(loadConfig({ TRUST_PROXY: '10.0.0.1, fd00::/8' }).trustProxy).toEqual(['10.0.0.1', 'fd00::/8'])
  })

  it('warns of keys without an app id, and of secrets that would cross the network in the clear', () => {
    expect(loadConfig({ FEISHU_APP_SECRET: 'x' }).warnings.join()).toContain('FEISHU_APP_SECRET')
    expect(loadConfig({ ...app, FEISHU_DOMAIN: 'http://gateway.example' }).warnings.join()).toContain('https')
    expect(loadConfig({ ...app, FEISHU_DOMAIN: 'http://127.0.0.1:1' }).warnings).toEqual([])
  })
})

describe('configTable', () => {
  it('says of every variable what it means', () => {
    const rows = configTable()
    expect(rows.map(({ variable }) => variable)).toContain('FEISHU_ENCRYPT_KEY')
    for (const { variable, meaning } of rows) expect(meaning, variable).not.toBe('')
  })

  it('documents defaults that are the real ones', () => {
    const env = Object.fromEntries(
      configTable().flatMap(({ variable, fallback }) =>
        fallback === '–' ? [] : [[variable, fallback.slice(1, -1)]],
      ),
    )
    expect(loadConfig(env)).toEqual(loadConfig({}))
  })
})
