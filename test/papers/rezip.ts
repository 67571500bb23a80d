import { ZipFile } from 'yazl'
import { bytesInZip, textsInZip } from './read-zip.ts'

/** The zip with its texts changed, left out (null) or added, also under names that a honest writer refuses. */
export async function rezipped(
  bytes: Uint8Array,
  change: (name: string, text: string) => string | null,
  more: Record<string, string> = {},
): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(await textsInZip(bytes))) {
    const changed = change(name, text)
    if (changed !== null)
      zip.addBuffer(changed === text ? await original(bytes, name) : Buffer.from(changed), name)
  }
  for (const [name, text] of Object.entries(more))
    zip.addBuffer(Buffer.from(text), name.replaceAll('..', 'UP'), { compress: false })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  // The writer refuses such names itself: they are put in afterwards, at their own length.
  return new Uint8Array(
    Buffer.from(Buffer.concat(chunks).toString('latin1').replaceAll('UP/', '../'), 'latin1'),
  )
}

async function original(bytes: Uint8Array, name: string): Promise<Buffer> {
  return Buffer.from((await bytesInZip(bytes))[name] ?? new Uint8Array())
}
