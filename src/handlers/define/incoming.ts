import type { SentCard } from '../../domain/ports/index.ts'
import type { Reply } from './command.ts'
import type { Ctx } from './context.ts'

/** Files, pictures and links that somebody sent instead of a command. */
export interface Incoming {
  messageId: string
  attachments: readonly { key: string; kind: 'file' | 'image'; name: string | null }[]
  /** Addresses of cloud documents in the text. They are never opened by us. */
  links: readonly string[]
  /** Our card or file that it answers; null when it answers nothing of ours. */
  repliedTo: SentCard | null
}

/** Takes what people send. Null = it is nothing to do with us, and in a group nothing is said. */
export interface IncomingHandler {
  run(incoming: Incoming, ctx: Ctx): Promise<Reply | null>
}
