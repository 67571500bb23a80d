import { textsInZip } from './read-zip.ts'

/** The words of a Word file, a line for each paragraph or cell, by another reader than its writer; its head first. */
export async function wordsOfDocument(bytes: Uint8Array): Promise<string> {
  const parts = await textsInZip(bytes)
  return [parts['word/header1.xml'], parts['word/document.xml']]
    .flatMap((part = '') => [...part.matchAll(/<w:p>.*?<\/w:p>/gs)])
    .map(([part]) => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .join('\n')
}
