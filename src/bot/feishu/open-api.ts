import type { Client } from '@larksuiteoapi/node-sdk'
import { staleTokenCodes } from './error-codes.ts'
import { codeOf, FeishuError, failureOf, type Outcome } from './feishu-error.ts'
import { type ClientLog, sdkLogger } from './sdk-logger.ts'

/** The app and where its platform is. */
export interface OpenApiOptions {
  appId: string
  appSecret: string
  /** Base URL of the open platform. */
  domain: string
  log: ClientLog
  /** Milliseconds until an answer counts as lost. */
  timeoutMs?: number
}

/** A call of the open platform. */
export interface ApiCall {
  method: 'GET' | 'POST' | 'PATCH'
  /** Below `/open-apis/`, with its ids in place; they must have been checked. */
  path: string
  params?: Record<string, string | number>
  data?: Record<string, unknown>
  /** Repeating it changes nothing. Left out: true for everything but POST. */
  repeatable?: boolean
}

/** The open platform over the SDK's client. Every method rejects with a FeishuError and nothing else. */
export interface OpenApi {
  /** The whole answer (`{ code: 0, data, … }`). */
  call(call: ApiCall): Promise<unknown>
  /** Obtains a token, or confirms that there is one. */
  token(): Promise<void>
}

interface Loaded {
  client: Client
  /** The valid token, if one is kept. */
  kept(): Promise<unknown>
  /** Forgets `token`, unless a newer one is kept by now. */
  evict(token: unknown): Promise<void>
}

/** Loads the SDK when it is first needed: it takes 0.3 s and 80 MB, which most tests and commands do without. */
async function load({ appId, appSecret, domain, log, timeoutMs = 8000 }: OpenApiOptions): Promise<Loaded> {
  const [sdk, { default: axios }] = await Promise.all([import('@larksuiteoapi/node-sdk'), import('axios')])
  const http = axios.create({ timeout: timeoutMs, maxRedirects: 0, proxy: false })
  // The SDK expects the body, or body and headers when it asked for them.
  http.interceptors.response.use((response) =>
    (response.config as { $return_headers?: boolean }).$return_headers
      ? ({ data: response.data, headers: response.headers, status: response.status } as never)
      : response.data,
  )
  // A cache of our own: the SDK's default one is shared by all clients of the process, whatever their domain.
  const cache = new sdk.DefaultCache()
  const namespace = { namespace: appId }
  const client = new sdk.Client({
    appId,
    appSecret,
    domain: domain.replace(/\/+$/, ''),
    httpInstance: http as never,
    cache,
    logger: sdkLogger(log),
    loggerLevel: sdk.LoggerLevel.error,
  })
  const kept = () => cache.get(sdk.CTenantAccessToken, namespace)
  return {
    client,
    kept,
    evict: async (token) => {
      if ((await kept()) === token) await cache.set(sdk.CTenantAccessToken, '', 0, namespace)
    },
  }
}

/** What an error of the SDK or of axios says about the answer; the error itself holds tokens and payloads. */
function outcomeOf(error: unknown): Outcome {
  const { response, code, message } = error as {
    response?: { status: number; headers: Record<string, unknown>; data: unknown }
    code?: unknown
    message?: unknown
  }
  if (response) {
    return {
      status: response.status,
      headers: { ...response.headers },
      body: response.data,
      networkCode: null,
    }
  }
  // The token manager's own words for a refusal in a good answer.
  const refused = /^failed to get tenant_access_token, code: (\d+)/.exec(String(message))
  if (refused) return { status: 200, headers: {}, body: { code: Number(refused[1]) }, networkCode: null }
  return { status: null, headers: {}, body: null, networkCode: typeof code === 'string' ? code : null }
}

/** Opens the platform lazily. One token request at a time; a token that the platform refuses is fetched anew once. */
export function openApi(options: OpenApiOptions): OpenApi {
  const { log } = options
  let loading: Promise<Loaded> | null = null
  let asking: Promise<void> | null = null
  const loaded = (): Promise<Loaded> => {
    loading ??= load(options).catch((error: unknown) => {
      throw new FeishuError(
        'config',
        `the SDK did not start: ${error instanceof Error ? error.name : 'unknown'}`,
      )
    })
    return loading
  }

  const askToken = async (): Promise<void> => {
    const { client } = await loaded()
    try {
      await client.tokenManager.getTenantAccessToken()
    } catch (error) {
      throw failureOf(outcomeOf(error), {
        call: 'POST auth/v3/tenant_access_token/internal',
        repeatable: true,
      })
    }
  }

  const token = async (): Promise<void> => {
    const { kept } = await loaded()
    if (await kept()) return
    asking ??= askToken().finally(() => {
      asking = null
    })
    await asking
  }

  const once = async ({
    method,
    path,
    params,
    data,
    repeatable = method !== 'POST',
  }: ApiCall): Promise<unknown> => {
    const { client } = await loaded()
    const called = { call: `${method} ${path}`, repeatable }
    const request = {
      method,
      url: `/open-apis/${path}`,
      ...(params && { params }),
      ...(data && { data }),
      $return_headers: true,
    }
    let answer: { data: unknown; headers: Record<string, unknown>; status: number }
    try {
      answer = (await client.request(request)) as typeof answer
    } catch (error) {
      throw failureOf(outcomeOf(error), called)
    }
    if (codeOf(answer.data) === 0) return answer.data
    const { status, headers, data: body } = answer
    throw failureOf({ status, headers: { ...headers }, body, networkCode: null }, called)
  }

  const call = async (wanted: ApiCall): Promise<unknown> => {
    await token()
    const { kept, evict } = await loaded()
    const used = await kept()
    try {
      return await once(wanted)
    } catch (error) {
      if (!(error instanceof FeishuError) || error.code === null || !staleTokenCodes.has(error.code))
        throw error
      log.info({ code: error.code }, 'the platform refused our token: asking for a new one')
      await evict(used)
      await token()
      return once(wanted)
    }
  }

  return {
    token,
    async call(wanted) {
      try {
        return await call(wanted)
      } catch (error) {
        const { kind, code, logId } = error as FeishuError
        log.warn(
          { call: `${wanted.method} ${wanted.path}`, kind, code, logId },
          'a call to the platform failed',
        )
        throw error
      }
    },
  }
}
