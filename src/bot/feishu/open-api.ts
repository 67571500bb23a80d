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
  /** A body with files, instead of `data`. */
  form?: FormData
  /** Milliseconds until the answer counts as lost, where it takes longer than usual. */
  timeoutMs?: number
  /** Repeating it changes nothing. Left out: true for everything but POST. */
  repeatable?: boolean
}

/** The open platform over the SDK's client. Every method rejects with a FeishuError and nothing else. */
export interface OpenApi {
  /** The whole answer (`{ code: 0, data, … }`). */
  call(call: ApiCall): Promise<unknown>
  /** The bytes that a call answers; more than `maxBytes` are refused with kind `content`, before they are all read. */
  bytes(call: ApiCall, maxBytes: number): Promise<Uint8Array>
  /** Obtains a token, or confirms that there is one. */
  token(): Promise<void>
}

/** A body that was read as bytes: the platform's own JSON where it refuses. */
function bodyOf(data: unknown): unknown {
  if (!(data instanceof Uint8Array)) return data
  try {
    return JSON.parse(new TextDecoder().decode(data))
  } catch {
    return null // not the platform's: a gateway's page
  }
}

const tooLarge = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('maxContentLength size of')

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
      body: bodyOf(response.data),
      networkCode: null,
    }
  }
  // The token manager's own words for a refusal in a good answer.
  const refused = /^failed to get tenant_access_token, code: (\d+)/.exec(String(message))
  if (refused) return { status: 200, headers: {}, body: { code: Number(refused[1]) }, networkCode: null }
  return { status: null, headers: {}, body: null, networkCode: typeof code === 'string' ? code : null }
}

interface RawAnswer {
  data: unknown
  headers: Record<string, unknown>
  status: number
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

  const answerTo = async (wanted: ApiCall, more: Record<string, unknown>): Promise<RawAnswer> => {
    const { method, path, params, data, form, timeoutMs, repeatable = method !== 'POST' } = wanted
    const { client } = await loaded()
    const request = {
      method,
      url: `/open-apis/${path}`,
      ...(params && { params }),
      ...(data && { data }),
      ...(form && { $form: form }),
      ...(timeoutMs && { timeout: timeoutMs }),
      ...more,
      $return_headers: true,
    }
    try {
      return (await client.request(request)) as RawAnswer
    } catch (error) {
      if (tooLarge(error)) throw new FeishuError('content', `${method} ${path}: larger than we take`)
      throw failureOf(outcomeOf(error), { call: `${method} ${path}`, repeatable })
    }
  }

  const refused = ({ status, headers, data }: RawAnswer, { method, path, repeatable }: ApiCall) =>
    failureOf(
      { status, headers: { ...headers }, body: bodyOf(data), networkCode: null },
      { call: `${method} ${path}`, repeatable: repeatable ?? method !== 'POST' },
    )

  const once = async (wanted: ApiCall): Promise<unknown> => {
    const answer = await answerTo(wanted, {})
    if (codeOf(answer.data) === 0) return answer.data
    throw refused(answer, wanted)
  }

  const onceBytes =
    (maxBytes: number) =>
    async (wanted: ApiCall): Promise<Uint8Array> => {
      const answer = await answerTo(wanted, { responseType: 'arraybuffer', maxContentLength: maxBytes })
      const isJson = String(answer.headers['content-type'] ?? '').includes('application/json')
      // A file may itself be JSON: only what carries a code of the platform is its refusal.
      if (isJson && codeOf(bodyOf(answer.data))) throw refused(answer, wanted)
      if (answer.data instanceof Uint8Array) return new Uint8Array(answer.data)
      throw new FeishuError('transient', `${wanted.method} ${wanted.path}: no bytes`)
    }

  const withToken = async <T>(wanted: ApiCall, ask: (wanted: ApiCall) => Promise<T>): Promise<T> => {
    await token()
    const { kept, evict } = await loaded()
    const used = await kept()
    try {
      return await ask(wanted)
    } catch (error) {
      if (!(error instanceof FeishuError) || error.code === null || !staleTokenCodes.has(error.code))
        throw error
      log.info({ code: error.code }, 'the platform refused our token: asking for a new one')
      await evict(used)
      await token()
      return ask(wanted)
    }
  }

  const logged = async <T>({ method, path }: ApiCall, work: Promise<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      const { kind, code, logId } = error as FeishuError
      log.warn({ call: `${method} ${path}`, kind, code, logId }, 'a call to the platform failed')
      throw error
    }
  }

  return {
    token,
    call: (wanted) => logged(wanted, withToken(wanted, once)),
    bytes: (wanted, maxBytes) => logged(wanted, withToken(wanted, onceBytes(maxBytes))),
  }
}
