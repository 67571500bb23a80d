import type { ZipPart } from '../office/zip.ts'

/** So many bytes of content go into one volume: the zip stays below what platforms take. */
export const volumeBytes = 24 * 1024 * 1024

/** Parts that stay together, and what the list of contents says of them. */
export interface PartGroup<About> {
  parts: ZipPart[]
  about: About
}

/**
 * Groups of parts (a case each), gathered into volumes in their order. At most one volume is in memory, and the group
 * behind it: so what is said of a volume comes with its groups, and not from what was read so far.
 */
export async function* inVolumes<About>(
  groups: AsyncIterable<PartGroup<About>>,
  most: number,
): AsyncGenerator<{ parts: ZipPart[]; about: About[] }> {
  let parts: ZipPart[] = []
  let about: About[] = []
  let bytes = 0
  for await (const group of groups) {
    const size = group.parts.reduce((sum, { content }) => sum + content.length, 0)
    if (parts.length > 0 && bytes + size > most) {
      yield { parts, about }
      parts = []
      about = []
      bytes = 0
    }
    parts.push(...group.parts)
    about.push(group.about)
    bytes += size
  }
  if (parts.length > 0) yield { parts, about }
}
