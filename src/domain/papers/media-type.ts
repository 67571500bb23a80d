/** A kind of file that we take: found out from its bytes, never from its name. */
export interface MediaType {
  mediaType: string
  extension: string
}

/** Why a file is not taken. */
export type Unfit = 'empty' | 'unknown' | 'macro' | 'archive'

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))
const startsWith = (bytes: Uint8Array, magic: readonly number[], at = 0): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte)

const plain: readonly { magic: number[]; at?: number; type: MediaType }[] = [
  { magic: ascii('%PDF-'), type: { mediaType: 'application/pdf', extension: 'pdf' } },
  { magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], type: { mediaType: 'image/png', extension: 'png' } },
  { magic: [0xff, 0xd8, 0xff], type: { mediaType: 'image/jpeg', extension: 'jpg' } },
  { magic: ascii('GIF8'), type: { mediaType: 'image/gif', extension: 'gif' } },
  { magic: ascii('WEBP'), at: 8, type: { mediaType: 'image/webp', extension: 'webp' } },
]

const openXml = 'application/vnd.openxmlformats-officedocument'
/** Office files are zips: which one, the names of their parts tell. */
const packages: readonly { part: string; type: MediaType }[] = [
  {
    part: 'word/document.xml',
    type: { mediaType: `${openXml}.wordprocessingml.document`, extension: 'docx' },
  },
  { part: 'xl/workbook.xml', type: { mediaType: `${openXml}.spreadsheetml.sheet`, extension: 'xlsx' } },
  {
    part: 'ppt/presentation.xml',
    type: { mediaType: `${openXml}.presentationml.presentation`, extension: 'pptx' },
  },
  { part: 'OFD.xml', type: { mediaType: 'application/ofd', extension: 'ofd' } },
]

/** Old office files; which of the three is told by the name that they came with. */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const compoundTypes: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  wps: 'application/vnd.ms-works',
}

/** The names in a zip's central directory; nothing is unpacked. Null when it has none. */
export function namesInZip(bytes: Uint8Array): string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  const floor = Math.max(0, end - 65_535)
  while (end >= floor && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < floor) return null
  const count = view.getUint16(end + 10, true)
  const names: string[] = []
  const decoder = new TextDecoder()
  for (let at = view.getUint32(end + 16, true), index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null
    const length = view.getUint16(at + 28, true)
    names.push(decoder.decode(bytes.subarray(at + 46, at + 46 + length)))
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names
}

function packageType(bytes: Uint8Array): MediaType | Unfit {
  const names = namesInZip(bytes)
  if (names === null) return 'archive'
  if (names.some((name) => /vbaProject|\.(exe|dll|js|vbs|bat|cmd|ps1)$/i.test(name))) return 'macro'
  return packages.find(({ part }) => names.includes(part))?.type ?? 'archive'
}

function compoundType(name: string): MediaType | Unfit {
  const extension = /\.(\w{3})$/.exec(name.toLowerCase())?.[1] ?? ''
  const mediaType = compoundTypes[extension]
  return mediaType ? { mediaType, extension } : 'unknown'
}

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // Markup and scripts begin with these; a note that somebody typed does not.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their presence is what is asked for
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/^\s*(<|#!|\{\\rtf|@echo)/i.test(text)
  } catch {
    return false // not UTF-8
  }
}

/** What the bytes are; `name` only tells old office files apart. A string says why the file is not taken. */
export function mediaTypeOf(bytes: Uint8Array, name: string): MediaType | Unfit {
  if (bytes.length === 0) return 'empty'
  const known = plain.find(({ magic, at }) => startsWith(bytes, magic, at ?? 0))
  if (known) return known.type
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return packageType(bytes)
  if (startsWith(bytes, compound)) return compoundType(name)
  return isText(bytes) ? { mediaType: 'text/plain', extension: 'txt' } : 'unknown'
}
