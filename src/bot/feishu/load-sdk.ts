import type { Client } from '@larksuiteoapi/node-sdk'
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

/** The SDK's client with a token cache of its own. */
export interface LoadedSdk {
  client: Client
  /** The valid token, if one is kept. */
  kept(): Promise<unknown>
  /** Forgets `token`, unless a newer one is kept by now. */
  evict(token: unknown): Promise<void>
}

/** Loads the SDK when it is first needed: it takes 0.3 s and 80 MB, which most tests and commands do without. */
export async function loadSdk({
  appId,
  appSecret,
  domain,
  log,
  timeoutMs = 8000,
}: OpenApiOptions): Promise<LoadedSdk> {
  const [sdk, { default: axios }] = await Promise.all([import('@larksuiteoapi/node-sdk'), import('axios')])
  const http = axios.create({ timeout: timeoutMs, maxRedirects: 0, proxy: false })
  // The SDK rebuilds every body as a plain object, which a form with files does not survive: it goes past it.
  http.interceptors.request.use((config) => {
    const form = (config as { $form?: FormData }).$form
    if (!form) return config
    config.headers.delete('Content-Type') // axios sets it with the boundary
    return Object.assign(config, { data: form })
  })
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
