/**
 * Every environment variable, declared once: how it is read, what it means (English, for docs/environment.md) and how a
 * bad value is mended (Chinese, for the operator). config.ts makes the configuration from it.
 */
import { isIP } from 'node:net'
import { z } from 'zod'

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export type ClockSetting = { kind: 'system' } | { kind: 'virtual'; startsAt: Date }

/** `fallback` is the documented default; `mend` is the sentence an operator reads when the value is bad. */
export interface Notes {
  meaning: string
  fallback?: string
  mend: string
}
/** Says what a variable is for; asked with its schema. */
export const notes = z.registry<Notes>()

const word = z.string().regex(/^[\x21-\x7e]{1,512}$/)

/** Nothing but an address: keys in it would reach logs, a query would be cut off by the path that is added. */
const isPlainHttpUrl = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    !(url.username || url.password || url.search || url.hash)
  )
}
const httpUrl = z
  .string()
  .refine(isPlainHttpUrl)
  .transform((text) => text.replace(/\/+$/, ''))

const timezone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    // RangeError is how Intl says that the zone does not exist.
    return false
  }
})

const virtualStart = /^virtual:(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))$/
const clock = z
  .string()
  .refine((text) => text === 'system' || !Number.isNaN(Date.parse(virtualStart.exec(text)?.[1] ?? '')))
  .transform((text): ClockSetting => {
    const start = virtualStart.exec(text)?.[1]
    return start === undefined ? { kind: 'system' } : { kind: 'virtual', startsAt: new Date(start) }
  })

const isAddress = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
const trustProxy = z
  .string()
  .transform((text) => (/^[1-9]$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim())))
  .refine((value) => typeof value === 'number' || value.every(isAddress))

export const variables = {
  FEISHU_APP_ID: word.optional().register(notes, {
    meaning: 'App id of the Feishu app (`cli_…`); unset = sandbox',
    mend: '请填写飞书开发者后台“凭证与基础信息”中的 App ID（形如 cli_ 加 16 位十六进制字符）',
  }),
  FEISHU_APP_SECRET: word.optional().register(notes, {
    meaning: 'App secret; required as soon as `FEISHU_APP_ID` is set',
    mend: '请填写飞书开发者后台“凭证与基础信息”中的 App Secret',
  }),
  FEISHU_ENCRYPT_KEY: word.optional().register(notes, {
    meaning: 'Encrypt Key of events and callbacks; required as soon as `FEISHU_APP_ID` is set',
    mend: '请在飞书开发者后台“事件与回调 - 加密策略”中生成 Encrypt Key 并填写',
  }),
  FEISHU_VERIFICATION_TOKEN: word.optional().register(notes, {
    meaning: 'Verification Token of events and callbacks; required as soon as `FEISHU_APP_ID` is set',
    mend: '请填写飞书开发者后台“事件与回调 - 加密策略”中的 Verification Token',
  }),
  FEISHU_DOMAIN: httpUrl.default('https://open.feishu.cn').register(notes, {
    meaning: 'Base URL of the open platform (Lark, a proxy, a stand-in)',
    fallback: 'https://open.feishu.cn',
    mend: '请填写开放平台的地址，如 https://open.feishu.cn，不带账号、参数和锚点',
  }),
  FEISHU_TRANSPORT: z.enum(['webhook', 'websocket']).default('webhook').register(notes, {
    meaning: '`webhook` or `websocket` (long connection, no public address needed)',
    fallback: 'webhook',
    mend: '请填写 webhook 或 websocket',
  }),
  FEISHU_TENANT_KEY: word.optional().register(notes, {
    meaning: 'The enterprise that this app serves; unset = learnt from the first proved event',
    mend: '请填写企业的 tenant_key，或者不设置',
  }),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/)
    .optional()
    .register(notes, {
      meaning:
        'PostgreSQL 14+; unset = the bundled PostgreSQL 18, started in `DATA_DIR` (as root it drops to an unprivileged user), reachable only through a private Unix socket',
      mend: '请填写 postgres://用户:口令@主机:端口/库名，或者不设置而使用自带的数据库',
    }),
  DATA_DIR: z.string().min(1).default('./data').register(notes, {
    meaning: 'Bundled database, keys, exports',
    fallback: './data',
    mend: '请填写一个目录',
  }),
  KEY_COMMAND: z.string().min(1).optional().register(notes, {
    meaning:
      'Command that keeps the keys of electronic secret ballots, for several replicas: `<command> keep|read|destroy <ballot id>` (see docs/adr/0015); unset = files in `DATA_DIR/keys`',
    mend: '请填写保管密钥的命令，或者不设置而使用 DATA_DIR/keys 下的文件',
  }),
  HOST: z
    .string()
    .regex(/^[\w.:-]{1,253}$/)
    .default('0.0.0.0')
    .register(notes, {
      meaning: 'Address of the listener. In the sandbox it is always `127.0.0.1`',
      fallback: '0.0.0.0',
      mend: '请填写监听的地址，如 0.0.0.0 或 127.0.0.1',
    }),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000)
    .register(notes, {
      meaning: 'Port of the listener (0 = any free one)',
      fallback: '3000',
      mend: '请填写 0 至 65535 的整数',
    }),
  TIMEZONE: timezone.default('Asia/Shanghai').register(notes, {
    meaning: 'Local time of periods and reminders (IANA name)',
    fallback: 'Asia/Shanghai',
    mend: '请填写 IANA 时区名，如 Asia/Shanghai',
  }),
  TEMPLATES_DIR: z.string().min(1).optional().register(notes, {
    meaning: 'Extra or overriding process templates, rules, calendars',
    mend: '请填写模板所在的目录，或者不设置',
  }),
  FILES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .optional()
    .register(notes, {
      meaning:
        'Key that wraps the keys of restricted files at rest: 32 bytes in base64; unset = `DATA_DIR/keys/files.key`, made at the first use. The same for all replicas; not part of a backup',
      mend: '请填写 32 字节的 base64（可用 openssl rand -base64 32 生成），或者不设置',
    }),
  S3_ENDPOINT: httpUrl.optional().register(notes, {
    meaning:
      'Base URL of an S3-compatible store for files (path-style); unset = files are kept in `DATA_DIR/files`. With it the other `S3_…` are required',
    mend: '请填写对象存储的地址，如 https://s3.example.com，不带桶名和参数；不用对象存储就不设置',
  }),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional()
    .register(notes, { meaning: 'Bucket, which must exist', mend: '请填写已经建好的桶的名称' }),
  S3_REGION: word.default('us-east-1').register(notes, {
    meaning: 'Region of the bucket, as far as the store has any',
    fallback: 'us-east-1',
    mend: '请填写对象存储的区域',
  }),
  S3_ACCESS_KEY_ID: word.optional().register(notes, {
    meaning: 'Access key of the store',
    mend: '请填写对象存储的访问密钥 ID',
  }),
  S3_SECRET_ACCESS_KEY: word.optional().register(notes, {
    meaning: 'Secret of the access key',
    mend: '请填写对象存储的访问密钥',
  }),
  CLOCK: clock.default({ kind: 'system' }).register(notes, {
    meaning:
      '`virtual:<ISO time>` starts a clock that stands still; refused when `NODE_ENV=production`. In the sandbox the clock runs, and its page can move it forward',
    fallback: 'system',
    mend: '请填写 system，或者 virtual: 加带时区的时间，如 virtual:2026-12-01T09:00:00+08:00',
  }),
  LOG_LEVEL: z
    .enum(logLevels)
    .default('info')
    .register(notes, {
      meaning: `pino level: ${logLevels.map((level) => `\`${level}\``).join(', ')}`,
      fallback: 'info',
      mend: `请填写其中之一：${logLevels.join('、')}`,
    }),
  TRUST_PROXY: trustProxy.optional().register(notes, {
    meaning:
      'The reverse proxy before the service: number of hops (1–9), or its addresses or networks, separated by commas; unset = none, `X-Forwarded-For` is ignored',
    mend: '请填写反向代理的层数（1 至 9），或者以逗号分开的代理地址、网段；没有代理就不设置',
  }),
  NODE_ENV: z.string().optional().register(notes, {
    meaning: '`production` refuses the virtual clock',
    mend: '请填写 production，或者不设置',
  }),
}
