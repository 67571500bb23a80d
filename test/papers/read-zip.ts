import { fromBuffer } from 'yauzl'

/** The texts of a zip's files by name: read by another library than the one that writes them. */
export const textsInZip = (bytes: Uint8Array): Promise<Record<string, string>> =>
  new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (fault, zip) => {
      if (fault) return reject(fault)
      const texts: Record<string, string> = {}
      zip.on('error', reject)
      zip.on('end', () => resolve(texts))
      zip.on('entry', (entry) =>
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          texts[entry.fileName] = Buffer.concat(chunks).toString('utf8')
          zip.readEntry()
        }),
      )
      zip.readEntry()
    })
  })
