import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newId } from './ids.ts'

/** A file or picture that was handed to the platform. */
export interface Resource {
  key: string
  kind: 'file' | 'image'
  name: string
  size: number
}

/** The bytes of files and pictures, beside the journal where there is one. */
export interface Resources {
  put(kind: Resource['kind'], name: string, bytes: Uint8Array): Resource
  get(key: string): Resource | undefined
  /** Undefined when the bytes are gone. */
  bytes(key: string): Uint8Array | undefined
  /** Takes a resource of the journal back. */
  restore(resource: Resource): void
  all(): Resource[]
}

/** Keeps resources in memory, or in a folder next to the journal so that they survive a restart. */
export function openResources(
  journalFile: string | undefined,
  onPut: (resource: Resource) => void,
): Resources {
  const known = new Map<string, Resource>()
  const inMemory = new Map<string, Uint8Array>()
  const folder = journalFile && join(dirname(journalFile), 'resources')
  return {
    put(kind, name, bytes) {
      const resource = { key: newId.resource(kind), kind, name, size: bytes.length }
      if (folder) {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(join(folder, resource.key), bytes, { mode: 0o600 })
      } else inMemory.set(resource.key, bytes)
      known.set(resource.key, resource)
      onPut(resource)
      return resource
    },
    get: (key) => known.get(key),
    bytes(key) {
      if (!known.has(key)) return undefined
      return folder ? readFileSync(join(folder, key)) : inMemory.get(key)
    },
    restore: (resource) => void known.set(resource.key, resource),
    all: () => [...known.values()],
  }
}
