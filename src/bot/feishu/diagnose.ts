import { FeishuError } from './feishu-error.ts'
import type { OpenApiOptions } from './load-sdk.ts'
import { type ApiCall, type OpenApi, openApi } from './open-api.ts'
import { requiredScopes } from './required-scopes.ts'

/** One finding of the doctor. */
export interface Finding {
  check: string
  ok: boolean
  /** What was found, for the operator. */
  sentence: string
  /** How to mend it; empty when there is nothing to mend. */
  mend: string
}

interface Check {
  check: string
  /** Throws a FeishuError, or answers what is well. */
  look(api: OpenApi): Promise<string>
}

const get = (path: string, params: ApiCall['params'] = {}): ApiCall => ({ method: 'GET', path, params })

const text = (value: unknown, ...path: string[]): string => {
  const found = path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined,
    value,
  )
  return typeof found === 'string' ? found : ''
}

/** The id of one of the bot’s groups; empty when it is in none. */
const firstChat = async (api: OpenApi): Promise<string> => {
  const answer = (await api.call(get('im/v1/chats', { page_size: 20 }))) as { data?: { items?: unknown[] } }
  return text(answer.data?.items?.[0], 'chat_id')
}

const checks: Check[] = [
  {
    check: '应用凭证',
    async look(api) {
      await api.token()
      return 'App ID 和 App Secret 有效，已取得访问令牌。'
    },
  },
  {
    check: '机器人能力',
    async look(api) {
      const answer = await api.call(get('bot/v3/info'))
      return `机器人“${text(answer, 'bot', 'app_name')}”已启用。`
    },
  },
  {
    check: '所在群',
    async look(api) {
      return (await firstChat(api))
        ? '机器人已在群里，可以读取群列表。'
        : '可以读取群列表；机器人还没有被拉进任何群。'
    },
  },
  {
    check: '群成员',
    async look(api) {
      const chatId = await firstChat(api)
      if (!chatId) return '机器人进群后再检查能否读取群成员。'
      await api.call(get(`im/v1/chats/${chatId}/members`, { member_id_type: 'open_id', page_size: 1 }))
      return '可以读取群成员。'
    },
  },
]

interface Advice {
  sentence: string
  mend: string
}

const scopesToAdd = ({ scopes }: FeishuError): string => {
  const known = requiredScopes.filter(({ scope }) => scopes.includes(scope))
  if (known.length > 0) return known.map(({ scope, reason }) => `${scope}（${reason}）`).join('、')
  return scopes.length > 0 ? `${scopes.join('、')} 中的任意一项` : '应用文档中列出的权限'
}

/** What an operator can do about a code of the platform. */
const advices: Record<number, (error: FeishuError) => Advice> = {
  10014: () => ({
    sentence: '应用不存在或已停用。',
    mend: '核对 FEISHU_APP_ID；在飞书管理后台启用该应用，并在开发者后台发布一个版本。',
  }),
  10015: () => ({
    sentence: 'App Secret 不正确。',
    mend: '在开发者后台“凭证与基础信息”中复制 App Secret，填入 FEISHU_APP_SECRET 后重新启动。',
  }),
  99991401: () => ({
    sentence: '本服务器的出口地址不在应用的 IP 白名单中。',
    mend: '在开发者后台“安全设置”中把本服务器的出口 IP 加入白名单，或清空白名单。',
  }),
  99991662: () => ({
    sentence: '应用已停用。',
    mend: '请企业管理员在飞书管理后台启用该应用。',
  }),
  99991672: (error) => ({
    sentence: '缺少权限。',
    mend: `在开发者后台“权限管理”中开通 ${scopesToAdd(error)}，然后发布一个新版本。`,
  }),
  230006: () => ({
    sentence: '应用没有开启机器人能力。',
    mend: '在开发者后台“添加应用能力”中添加机器人，然后发布一个新版本。',
  }),
  11205: () => ({
    sentence: '应用没有开启机器人能力。',
    mend: '在开发者后台“添加应用能力”中添加机器人，然后发布一个新版本。',
  }),
}

const kindAdvices: Partial<Record<FeishuError['kind'], Advice>> = {
  transient: {
    sentence: '飞书开放平台暂时没有回应。',
    mend: '检查本服务器能否访问 FEISHU_DOMAIN（网络、代理、防火墙），稍后再试。',
  },
}

function adviceOn(error: FeishuError): Advice {
  const advice = error.code === null ? undefined : advices[error.code]?.(error)
  const number = error.code === null ? '' : `错误码 ${error.code}`
  const trace = error.logId ? `，追踪号 ${error.logId}` : ''
  return (
    advice ??
    kindAdvices[error.kind] ?? {
      sentence: `飞书开放平台拒绝了请求（${number || error.kind}${trace}）。`,
      mend: '在开发者后台“API 调试台”查询该错误码的说明，按说明处理。',
    }
  )
}

/**
 * Checks the app against the platform, from the credentials up, for `zhibu doctor`. Reads only. After a failed token
 * the rest is left out, since it would fail alike.
 */
export async function diagnose(options: OpenApiOptions): Promise<Finding[]> {
  const api = openApi(options)
  const findings: Finding[] = []
  for (const { check, look } of checks) {
    try {
      findings.push({ check, ok: true, sentence: await look(api), mend: '' })
    } catch (error) {
      if (!(error instanceof FeishuError)) throw error
      findings.push({ check, ok: false, ...adviceOn(error) })
      if (findings.length === 1) break
    }
  }
  return findings
}
