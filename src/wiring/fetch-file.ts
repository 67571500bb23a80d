import { type ChatPlatform, PlatformError } from '../bot/platform.ts'
import { sizeWords } from '../domain/papers/words.ts'
import { JobRefused } from '../papers/index.ts'

/** What the platform will never hand out is refused in words; everything else is tried again. */
export async function fetchFrom(
  platform: ChatPlatform,
  { messageId, key, kind }: { messageId: string; key: string; kind: 'file' | 'image' },
  maxBytes: number,
): Promise<Uint8Array> {
  try {
    return await platform.downloadResource(messageId, { key, kind }, maxBytes)
  } catch (error) {
    if (error instanceof PlatformError && error.kind === 'content')
      throw new JobRefused(`文件超过 ${sizeWords(maxBytes)}，不能接收。请压缩或拆分后再上传。`)
    if (error instanceof PlatformError && ['message', 'target', 'bug'].includes(error.kind))
      throw new JobRefused('文件已被撤回或过期，取不到内容。请重新发送。')
    throw error
  }
}
