import { idShape } from '../ids.ts'
import type { Resource } from '../resources.ts'
import { type ApiCall, BinaryAnswer, type Endpoint, type Platform, parameter } from './endpoint.ts'
import { ApiFailure, refuse } from './failure.ts'

const fileTypes = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']

/** The fields of a multipart body; refuses anything else. */
async function formOf({ raw, contentType }: ApiCall): Promise<FormData> {
  if (!contentType.startsWith('multipart/form-data')) throw fault.parameter('content-type')
  try {
    const bytes = raw as Uint8Array<ArrayBuffer>
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw fault.parameter('multipart body')
  }
}

async function partOf(form: FormData, name: string, most: number): Promise<Uint8Array> {
  const part = form.get(name)
  if (!(part instanceof Blob)) throw fault.parameter(`${name} is required`)
  if (part.size === 0) throw fault.empty()
  if (part.size > most) throw fault.tooLarge()
  return new Uint8Array(await part.arrayBuffer())
}

const wordOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

const fault = {
  parameter: (ext: string) => new ApiFailure(234001, `Invalid request param, ext=${ext}`),
  notInMessage: () => new ApiFailure(234003, 'File not in msg.'),
  tooLarge: () => new ApiFailure(234006, 'The file size exceed the max value.'),
  empty: () => new ApiFailure(234010, "File's size can't be 0."),
  badImage: () => new ApiFailure(234011, "Can't regonnize image format."),
  tooLargeToHandOut: () => new ApiFailure(234037, 'The download file size exceeds the limit.'),
  noFiles: () => new ApiFailure(234043, 'Unsupported message type.'),
}

const pictures = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46],
  [0x42, 0x4d],
  [0x52, 0x49, 0x46, 0x46],
]
const isPicture = (bytes: Uint8Array): boolean =>
  pictures.some((magic) => magic.every((byte, index) => bytes[index] === byte))

/** What a message carries, by key; a post may carry several pictures. */
function inMessage(call: ApiCall, { world }: Platform): Resource {
  const id = call.params.message_id ?? ''
  const key = call.params.file_key ?? ''
  if (!idShape.message.test(id)) throw refuse.pathId('message_id')
  const message = world.messages.get(id)
  if (!message || message.recalled) throw fault.notInMessage()
  if (!world.chats.get(message.chatId)?.bot) throw new ApiFailure(234004, 'App not in chat.')
  if (!['file', 'image', 'post'].includes(message.msgType)) throw fault.noFiles()
  const resource = world.resources.get(key)
  if (!resource || !message.content.includes(key)) throw fault.notInMessage()
  const type = parameter(call.query.type, '')
  if (type !== 'image' && type !== 'file') throw fault.parameter('type')
  if (type !== resource.kind) throw fault.notInMessage()
  return resource
}

/** Files and pictures that are handed in for messages, and those that people sent. */
export const fileEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/im/v1/files',
    async answer(call, { world, limits }) {
      const form = await formOf(call)
      const name = wordOf(form, 'file_name')
      if (!fileTypes.includes(wordOf(form, 'file_type'))) throw fault.parameter('file_type')
      if (!name) throw fault.parameter('file_name is required')
      const bytes = await partOf(form, 'file', limits.fileBytes)
      return { data: { file_key: world.resources.put('file', name, bytes).key } }
    },
  },
  {
    method: 'POST',
    path: '/im/v1/images',
    async answer(call, { world, limits }) {
      const form = await formOf(call)
      if (!['message', 'avatar'].includes(wordOf(form, 'image_type'))) throw fault.parameter('image_type')
      const bytes = await partOf(form, 'image', limits.imageBytes)
      if (!isPicture(bytes)) throw fault.badImage()
      return { data: { image_key: world.resources.put('image', '', bytes).key } }
    },
  },
  {
    method: 'GET',
    path: '/im/v1/messages/:message_id/resources/:file_key',
    answer(call, platform) {
      const resource = inMessage(call, platform)
      if (resource.size > platform.limits.downloadBytes) throw fault.tooLargeToHandOut()
      const bytes = platform.world.resources.bytes(resource.key)
      if (!bytes) throw fault.notInMessage()
      return new BinaryAnswer(bytes, resource.name)
    },
  },
]
