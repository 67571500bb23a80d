import type { Card } from '../../cards/card.ts'
import type { Storage } from '../../domain/ports/index.ts'
import type { ActionHandler, PaperHandler, VoteHandler } from '../../handlers/define/action.ts'
import type { ChatChangeHandler } from '../../handlers/define/chat-change.ts'
import type { Command } from '../../handlers/define/command.ts'
import type { Directory, Services } from '../../handlers/define/context.ts'
import type { IncomingHandler } from '../../handlers/define/incoming.ts'
import type { View } from '../../handlers/define/view.ts'

/** What dispatch writes: ids and outcomes, never content. */
export interface DispatchLog {
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** All that dispatch works with: the features, storage, and what the handlers may rely on. */
export interface DispatchOptions {
  platform: 'feishu' | 'dingtalk'
  storage: Storage
  services: Services
  directory: Directory
  commands: readonly Command[]
  actions: readonly ActionHandler[]
  votes: VoteHandler
  papers: PaperHandler
  views: readonly View[]
  chatChanges: ChatChangeHandler
  /** Takes files, pictures and links that come instead of a command. */
  incoming: IncomingHandler
  /** The card for text that is no command. */
  help: Command
  log: DispatchLog
  /** Makes the short reference under which a fault is logged and told. */
  newReference: () => string
  /** Whether a failure is the database's passing one, so that the platform's redelivery is the right answer. */
  isPassing: (error: unknown) => boolean
  /** Waits between looks for a card whose message id is being stored. */
  pause: (ms: number) => Promise<void>
}

/** A card that was rendered for delivery. */
export type RenderedContent = { card: Card; open: boolean; frozen?: boolean } | { silent: string } | null
