import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** One file of a zip. */
export interface ZipPart {
  name: string
  content: string | Uint8Array
}

const bytesIn = (content: string | Uint8Array): Buffer => Buffer.from(content as string)

async function written(zip: ZipFile): Promise<Uint8Array> {
  zip.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

/** A zip in memory, for files of a few parts. The same parts and time give the same bytes. */
export async function zipOf(parts: readonly ZipPart[], at: Date): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const { name, content } of parts) zip.addBuffer(bytesIn(content), name, { mtime: at, mode: 0o100644 })
  return written(zip)
}

/** The same for thousands of parts: one after the other, so that one compressor is at work and not one for each. */
export async function zipInOrder(parts: readonly ZipPart[], at: Date): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const { name, content } of parts)
    zip.addReadStreamLazy(name, { mtime: at, mode: 0o100644 }, (done) => {
      done(null, Readable.from([bytesIn(content)]))
    })
  return written(zip)
}
