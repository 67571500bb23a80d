import { staleTokenCodes } from './error-codes.ts'
import { codeOf, FeishuError, failureOf, type Outcome } from './feishu-error.ts'
import { type LoadedSdk, loadSdk, type OpenApiOptions } from './load-sdk.ts'

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
  let loading: Promise<LoadedSdk> | null = null
  let asking: Promise<void> | null = null
  const loaded = (): Promise<LoadedSdk> => {
    loading ??= loadSdk(options).catch((error: unknown) => {
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
