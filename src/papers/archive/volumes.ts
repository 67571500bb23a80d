import type { ZipPart } from '../office/zip.ts'

/** So many bytes of content go into one volume: the zip stays below what platforms take. */
export const volumeBytes = 24 * 1024 * 1024

/** Groups of parts that stay together (a case), gathered into volumes in their order. At most one volume is in memory. */
export async function* inVolumes(
  groups: AsyncIterable<ZipPart[]>,
  most = volumeBytes,
): AsyncGenerator<{ parts: ZipPart[]; groups: number }> {
  let parts: ZipPart[] = []
  let bytes = 0
  let count = 0
  for await (const group of groups) {
    const size = group.reduce((sum, { content }) => sum + content.length, 0)
    if (parts.length > 0 && bytes + size > most) {
      yield { parts, groups: count }
      parts = []
      bytes = 0
      count = 0
    }
    parts.push(...group)
    bytes += size
    count++
  }
  if (parts.length > 0) yield { parts, groups: count }
}
