import { z } from 'zod'
import type { Attachment } from '../platform.ts'
import { cleanText } from './clean-text.ts'
import { isFields } from './usual-shapes.ts'

/** What a message's mention keys (`@_user_1`) stand for. */
export interface MentionKey {
  key: string
  /** The words in the text's place; empty for the bot itself. */
  words: string
}

const textContent = z.object({ text: z.string() })
const key = z.string().regex(/^[\w-]{1,200}$/)
const fileContent = z.object({ file_key: key, file_name: z.string().max(1000).optional() })
const imageContent = z.object({ image_key: key })
const run = z.looseObject({
  tag: z.string(),
  text: z.string().optional(),
  user_id: z.string().optional(),
  image_key: key.optional(),
})
const postContent = z.object({ title: z.string().optional(), content: z.array(z.array(run)) })

const wordsOfRun = (part: z.infer<typeof run>): string =>
  part.tag === 'at' ? (part.user_id ?? '') : (part.text ?? '')

/** Nearly every message is text: the schema is asked when it is not plainly there. */
function textOf(content: unknown): string {
  const text = isFields(content) ? content.text : undefined
  return typeof text === 'string' ? text : textContent.parse(content).text
}

const readers: Record<string, (content: unknown) => string> = {
  text: textOf,
  post: (content) => {
    const { title, content: lines } = postContent.parse(content)
    return [...(title ? [title] : []), ...lines.map((line) => line.map(wordsOfRun).join(''))].join('\n')
  },
}

/** Messages that are files and nothing else. */
const fileReaders: Record<string, (content: unknown) => Attachment[]> = {
  file: (content) => {
    const { file_key, file_name } = fileContent.parse(content)
    return [{ key: file_key, kind: 'file', name: file_name ?? null }]
  },
  image: (content) => [{ key: imageContent.parse(content).image_key, kind: 'image', name: null }],
  post: (content) =>
    postContent
      .parse(content)
      .content.flat()
      .flatMap(({ tag, image_key }): Attachment[] =>
        tag === 'img' && image_key ? [{ key: image_key, kind: 'image', name: null }] : [],
      ),
}

/** The files and pictures of a message. Throws as {@link messageText} does. */
export const attachmentsOf = (messageType: string, content: string): Attachment[] =>
  fileReaders[messageType]?.(JSON.parse(content)) ?? []

/** Whether we can read messages of this type at all. */
export const isReadable = (messageType: string): boolean =>
  Object.hasOwn(readers, messageType) || Object.hasOwn(fileReaders, messageType)

/**
 * The words of a message: mentions by name, the bot's own mention and @所有人 taken out. Throws when `content` is not
 * what the platform documents for `messageType`. A file or picture has none.
 */
export function messageText(messageType: string, content: string, mentions: MentionKey[]): string {
  const read = readers[messageType]
  if (!read) return ''
  const words = new Map(mentions.map((mention) => [mention.key, mention.words]))
  return cleanText(read(JSON.parse(content)))
    .replace(/@_user_\d+|@_all/g, (key) => words.get(key) ?? (key === '@_all' ? '' : key))
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
