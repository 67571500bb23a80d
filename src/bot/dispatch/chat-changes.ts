import type { ChatNews } from '../../handlers/define/chat-change.ts'
import type { ChatChange } from '../platform.ts'
import { baseOf } from './context.ts'
import type { DispatchOptions } from './services.ts'

const source = 'chat'

/** Takes news of a chat: once, in one unit with its inbox mark. */
export function chatChangeHandler(options: DispatchOptions): (change: ChatChange) => Promise<void> {
  return async (change) =>
    options.storage.unit(async (unit) => {
      if (await unit.inbox.mark({ source, key: change.key, digest: change.digest })) return
      await options.chatChanges.run(newsOf(change), {
        ...baseOf(unit, options.services),
        platform: options.platform,
        key: change.key,
        directory: options.directory,
      })
    })
}

function newsOf(change: ChatChange): ChatNews {
  switch (change.change) {
    case 'members-added':
    case 'members-removed':
      return { ...change, people: change.people.map(({ name, ids }) => ({ name, identities: ids })) }
    case 'message-read':
      return { change: change.change, messageIds: change.messageIds, reader: change.reader }
    default:
      return change
  }
}
