import { fromBuffer } from 'yauzl'

/** The bytes of a zip's files by name: read by another library than the one that writes them. */
export const bytesInZip = (bytes: Uint8Array): Promise<Record<string, Uint8Array>> =>
  new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (fault, zip) => {
      if (fault) return reject(fault)
      const found: Record<string, Uint8Array> = {}
      zip.on('error', reject)
      zip.on('end', () => resolve(found))
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          found[entry.fileName] = Buffer.concat(chunks)
          zip.readEntry()
        }),
      )
      zip.readEntry()
    })
  })

/** The same as texts. */
export async function textsInZip(bytes: Uint8Array): Promise<Record<string, string>> {
  const found = await bytesInZip(bytes)
  return Object.fromEntries(
    Object.entries(found).map(([name, content]) => [name, Buffer.from(content).toString('utf8')]),
  )
}
