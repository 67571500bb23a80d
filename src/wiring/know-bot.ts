import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../bot/log.ts'
import type { ChatPlatform } from '../bot/platform.ts'

const againMs = 2_000

/** Who the bot is on its platform. */
export interface KnownBot {
  /** The bot's own open id; null until the platform has told it. */
  openId(): string | null
  /** Asks the platform, unless it has told already. */
  learn(): Promise<void>
  /** Asks until it is told, or until `stop`. */
  introduce(): Promise<void>
  stop(): void
}

/** Learns who the bot is; without that, messages in groups cannot be told from talk. */
export function knowBot(platform: ChatPlatform, log: Log): KnownBot {
  let openId: string | null = null
  let stopped = false
  const learn = async () => {
    openId ??= (await platform.self()).identity.value
  }
  return {
    openId: () => openId,
    learn,
    stop() {
      stopped = true
    },
    async introduce() {
      while (!stopped)
        try {
          return await learn()
        } catch (error) {
          log.warn({ err: error }, 'the platform has not told who the bot is; asked again')
          await pause(againMs)
        }
    },
  }
}
