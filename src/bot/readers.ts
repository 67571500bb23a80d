import type { Storage } from '../domain/ports/index.ts'
import type { Base } from '../handlers/define/context.ts'
import { noteReading, noticeView } from '../handlers/meeting/reading.ts'
import type { ChatPlatform } from './platform.ts'

/** Notices asked about in one run: more than one enterprise has out at a time. */
const most = 200

/** Asks the platform who has read the notices that are out, and notes it; a notice that cannot be asked about is left. */
export async function askReaders(
  platform: ChatPlatform,
  storage: Storage,
  baseOf: (unit: Parameters<Parameters<Storage['unit']>[0]>[0]) => Base,
  log: { warn(facts: object, message: string): void },
): Promise<void> {
  const notices = await storage.unit((unit) => unit.cards.openOf(platform.name, noticeView, most))
  for (const { messageId } of notices) {
    const readers = await platform.readers(messageId).catch((error: unknown) => {
      log.warn({ err: error, messageId }, 'the readers of a notice could not be asked for')
      return []
    })
    if (readers.length === 0) continue
    await storage.unit(async (unit) => {
      for (const reader of readers)
        await noteReading([messageId], [reader], { ...baseOf(unit), platform: platform.name })
    })
  }
}
