import { newId } from './ids.ts'
import type { Limits } from './types.ts'

/** The tokens of card callbacks, with which the bot may update a card later. */
export interface CardTokens {
  /** A new token for a callback of this message. */
  issue(messageId: string): string
  /** Marks that the callback has been answered: only then may its token be used. */
  answered(token: string): void
  /** Uses the token once; answers the message or the platform's error code. */
  use(token: string): { messageId: string } | { code: number; message: string }
}

/** Makes the token store; `now` in milliseconds of the business clock. */
export function createCardTokens(limits: Limits, now: () => number): CardTokens {
  const tokens = new Map<string, { messageId: string; at: number; uses: number; open: boolean }>()
  return {
    issue(messageId) {
      const token = newId.cardToken()
      tokens.set(token, { messageId, at: now(), uses: 0, open: true })
      return token
    },
    answered(token) {
      const found = tokens.get(token)
      if (found) found.open = false
    },
    use(token) {
      const found = tokens.get(token)
      if (!found) return { code: 300020, message: 'token format error' }
      if (now() - found.at > limits.cardTokenMs) return { code: 300030, message: 'token expired' }
      if (found.uses >= limits.cardTokenUses) return { code: 300040, message: 'token used up' }
      if (found.open) return { code: 300090, message: 'the callback has not been answered yet' }
      found.uses += 1
      return { messageId: found.messageId }
    },
  }
}
