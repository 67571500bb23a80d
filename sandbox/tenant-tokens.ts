import { newId } from './ids.ts'
import type { Limits } from './types.ts'

/** Issues tenant access tokens: the same one while it lives long enough, several valid at a time. */
export interface TenantTokens {
  /** A token and the seconds of its life that are left. */
  issue(): { token: string; expire: number }
  valid(token: string): boolean
  /** Makes every token invalid, as a reset of the app's secret does. */
  revoke(): void
}

/** Makes the token store; `systemNow` in milliseconds, because clients count a token's life by their own clock. */
export function createTenantTokens(limits: Limits, systemNow: () => number): TenantTokens {
  const tokens = new Map<string, number>()
  let latest = ''
  return {
    issue() {
      const left = ((tokens.get(latest) ?? 0) - systemNow()) / 1000
      if (left >= limits.tokenRenewSeconds) return { token: latest, expire: Math.floor(left) }
      latest = newId.tenantToken()
      tokens.set(latest, systemNow() + limits.tokenSeconds * 1000)
      return { token: latest, expire: limits.tokenSeconds }
    },
    valid: (token) => (tokens.get(token) ?? 0) > systemNow(),
    revoke: () => tokens.clear(),
  }
}
