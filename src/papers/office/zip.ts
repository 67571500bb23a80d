import { ZipFile } from 'yazl'

/** One file of a zip. */
export interface ZipPart {
  name: string
  content: string | Uint8Array
}

/** A zip in memory, for files of a few hundred kilobytes. The same parts and time give the same bytes. */
export async function zipOf(parts: readonly ZipPart[], at: Date): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const { name, content } of parts)
    zip.addBuffer(Buffer.from(content as string), name, { mtime: at, mode: 0o100644 })
  zip.end()
  const chunks: Uint8Array[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Uint8Array)
  return new Uint8Array(Buffer.concat(chunks))
}
