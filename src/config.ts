/**
 * The environment, declared once: the type, the check and docs/environment.md follow from environment.ts.
 * `process.env` is read where the program starts (main.ts, cli.ts) and nowhere else.
 */
import { resolve } from 'node:path'
import { z } from 'zod'
import { type ClockSetting, type LogLevel, notes, variables } from './environment.ts'

/** The app on the open platform. In the sandbox, main.ts makes one that points at the stand-in. */
export interface FeishuApp {
  appId: string
  appSecret: string
  encryptKey: string
  verificationToken: string
  /** Base URL of the open platform, without a trailing slash (the SDK would double it). */
  domain: string
  transport: 'webhook' | 'websocket'
  /** The enterprise that this app serves; undefined = learnt from the first proved event. */
  tenantKey: string | undefined
}

/** An S3-compatible store for files. */
export interface S3Settings {
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** What every mode needs. */
export interface Settings {
  production: boolean
  /** Undefined = the bundled PostgreSQL in `dataDir`. Holds a password: never log it. */
  databaseUrl: string | undefined
  /** Absolute path. */
  dataDir: string
  /** Keeps the keys of electronic secret ballots; undefined = files in `dataDir`. */
  keyCommand: string | undefined
  host: string
  port: number
  /** IANA name: local time of periods and reminders. */
  timezone: string
  /** Absolute path of extra or overriding templates. */
  templatesDir: string | undefined
  clock: ClockSetting
  logLevel: LogLevel
  /** Hops or addresses of the reverse proxy whose X-Forwarded-For is believed; false = nobody's. */
  trustProxy: false | number | string[]
  /** Wraps the keys of restricted files; undefined = a file in `dataDir`. A secret. */
  filesKey: string | undefined
  /** Where files are kept; null = in `dataDir`. Holds a secret. */
  s3: S3Settings | null
  /** Sentences (Chinese) about settings that are allowed but are likely a mistake. */
  warnings: string[]
}

export type Config = Settings & ({ mode: 'feishu'; feishu: FeishuApp } | { mode: 'sandbox' })

export type Variable = keyof typeof variables
const schema = z.object(variables)
const names = Object.keys(variables) as Variable[]

/** A variable that cannot be used as it is, and how to mend it. Never holds the value: it may be a secret. */
export interface Fault {
  variable: Variable
  sentence: string
}

/** Names every bad variable at once. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly faults: Fault[]
  constructor(faults: Fault[]) {
    super(`配置有误：\n${faults.map(({ variable, sentence }) => `  ${variable}：${sentence}`).join('\n')}`)
    this.faults = faults
  }
}

type Given = Partial<Record<Variable, string>>

/** An empty or blank variable counts as not set, as compose files write it. */
const givenIn = (env: Record<string, string | undefined>): Given =>
  Object.fromEntries(names.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])))

const mendOf = (variable: Variable): string => notes.get(variables[variable])?.mend ?? ''

const keysOfTheApp = ['FEISHU_APP_SECRET', 'FEISHU_ENCRYPT_KEY', 'FEISHU_VERIFICATION_TOKEN'] as const

const keysOfTheStore = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** Rules over several variables; asked of the raw values, so that they speak even when others are bad. */
function faultsBetween(given: Given): Fault[] {
  const faults: Fault[] = []
  if (given.FEISHU_APP_ID !== undefined) {
    for (const variable of keysOfTheApp) {
      if (given[variable] !== undefined) continue
      faults.push({ variable, sentence: `设置了 FEISHU_APP_ID，就必须设置它。${mendOf(variable)}` })
    }
    // The SDK's long connection refuses any other id, with no more than a log line.
    if (given.FEISHU_TRANSPORT === 'websocket' && !/^cli_[0-9a-f]{16}$/i.test(given.FEISHU_APP_ID)) {
      faults.push({ variable: 'FEISHU_APP_ID', sentence: `长连接不接受这个值。${mendOf('FEISHU_APP_ID')}` })
    }
  }
  if (given.S3_ENDPOINT !== undefined)
    for (const variable of keysOfTheStore)
      if (given[variable] === undefined)
        faults.push({ variable, sentence: `设置了 S3_ENDPOINT，就必须设置它。${mendOf(variable)}` })
  if (given.NODE_ENV === 'production' && given.CLOCK?.startsWith('virtual')) {
    faults.push({ variable: 'CLOCK', sentence: '生产环境（NODE_ENV=production）不能使用虚拟时钟，请去掉它' })
  }
  return faults
}

function warningsOf(given: Given, domain: string): string[] {
  const warnings: string[] = []
  const stray =
    given.FEISHU_APP_ID === undefined ? keysOfTheApp.filter((name) => given[name] !== undefined) : []
  if (stray.length > 0) warnings.push(`设置了 ${stray.join('、')}，却没有 FEISHU_APP_ID：按沙盒启动`)
  const { protocol, hostname } = new URL(domain)
  if (protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    warnings.push('FEISHU_DOMAIN 不是 https：应用的密钥会明文经过网络')
  }
  return warnings
}

/**
 * Reads the environment. Throws a `ConfigError` that names every bad or missing variable, each with a sentence (Chinese)
 * on how to mend it; values are never repeated. Without `FEISHU_APP_ID` the mode is the sandbox, on 127.0.0.1 only.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = givenIn(env)
  const parsed = schema.safeParse(given)
  const bad = new Set(parsed.error?.issues.map(({ path }) => path[0] as Variable))
  const faults = [...bad].map((variable): Fault => ({ variable, sentence: mendOf(variable) }))
  faults.push(...faultsBetween(given).filter(({ variable }) => !bad.has(variable)))
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(faults.sort((a, b) => names.indexOf(a.variable) - names.indexOf(b.variable)))
  }
  const values = parsed.data
  const settings: Settings = {
    production: values.NODE_ENV === 'production',
    databaseUrl: values.DATABASE_URL,
    dataDir: resolve(values.DATA_DIR),
    keyCommand: values.KEY_COMMAND,
    host: values.HOST,
    port: values.PORT,
    timezone: values.TIMEZONE,
    templatesDir: values.TEMPLATES_DIR && resolve(values.TEMPLATES_DIR),
    clock: values.CLOCK,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY ?? false,
    filesKey: values.FILES_KEY,
    s3: s3Of(values),
    warnings: warningsOf(given, values.FEISHU_DOMAIN),
  }
  const feishu = feishuAppOf(values)
  return feishu
    ? { ...settings, mode: 'feishu', feishu }
    : { ...settings, mode: 'sandbox', host: '127.0.0.1' }
}

function s3Of(values: z.output<typeof schema>): S3Settings | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values
  // The others are there whenever the endpoint is: `faultsBetween` has refused everything else.
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  }
}

function feishuAppOf(values: z.output<typeof schema>): FeishuApp | null {
  const { FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN } = values
  // The last three are there whenever the first is: `faultsBetween` has refused everything else.
  if (!FEISHU_APP_ID || !FEISHU_APP_SECRET || !FEISHU_ENCRYPT_KEY || !FEISHU_VERIFICATION_TOKEN) return null
  return {
    appId: FEISHU_APP_ID,
    appSecret: FEISHU_APP_SECRET,
    encryptKey: FEISHU_ENCRYPT_KEY,
    verificationToken: FEISHU_VERIFICATION_TOKEN,
    domain: values.FEISHU_DOMAIN,
    transport: values.FEISHU_TRANSPORT,
    tenantKey: values.FEISHU_TENANT_KEY,
  }
}

/** The rows of docs/environment.md: variable, default (`–` = none), meaning. */
export function configTable(): { variable: Variable; fallback: string; meaning: string }[] {
  return names.map((variable) => {
    const { meaning = '', fallback } = notes.get(variables[variable]) ?? {}
    return { variable, fallback: fallback === undefined ? '–' : `\`${fallback}\``, meaning }
  })
}
