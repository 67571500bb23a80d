import { randomBytes } from 'node:crypto'
import { type DataKeyRows, type FieldKeys, SealedTextFault, sealedPrefix } from '../../domain/ports/index.ts'
import { seal, unseal } from './sealing.ts'

/** What the keys of texts are made of. */
export interface FieldKeysOptions {
  tenantId: string
  /** Wraps the data keys; asked when the first text is sealed or opened. */
  masterKey: () => Promise<Uint8Array>
  /** Only opens; what is written stays plain: for scratch tables that nobody keeps. */
  readOnly?: boolean
}

/** A data key as its row has it, unwrapped; null when it was wrapped by another master key. */
export const openDataKey = (
  master: Uint8Array,
  row: { tenantId: string; organisationId: string; wrapped: string },
): Uint8Array | null =>
  unseal(master, `${row.tenantId}|${row.organisationId}|data_key`, Buffer.from(row.wrapped, 'base64'))

/**
 * Seals texts with the data key of their organisation, the same that seals its files. A key is remembered only once its
 * row is committed: the one of a transaction that fails was never there.
 */
export function createFieldKeys({ tenantId, masterKey, readOnly = false }: FieldKeysOptions): FieldKeys {
  const known = new Map<string, Uint8Array>()

  const unwrap = (master: Uint8Array, organisationId: string, wrapped: string): Uint8Array => {
    const key = openDataKey(master, { tenantId, organisationId, wrapped })
    if (!key) throw new SealedTextFault('the key of the sealed texts is another one than theirs')
    return key
  }
  /** `made` holds the keys of this transaction, which may yet fail. */
  const keyOf = async (
    rows: DataKeyRows,
    made: Map<string, Uint8Array>,
    organisationId: string,
  ): Promise<Uint8Array> => {
    const remembered = known.get(organisationId) ?? made.get(organisationId)
    if (remembered) return remembered
    const master = await masterKey()
    const stored = await rows.dataKey(organisationId)
    if (stored !== null) {
      const key = unwrap(master, organisationId, stored)
      known.set(organisationId, key)
      return key
    }
    const about = `${tenantId}|${organisationId}|data_key`
    const fresh = Buffer.from(seal(master, about, randomBytes(32))).toString('base64')
    const key = unwrap(master, organisationId, await rows.keepDataKey(organisationId, fresh))
    made.set(organisationId, key)
    return key
  }
  const placeOf = (organisationId: string, about: string): string => `${tenantId}|${organisationId}|${about}`

  return {
    on(rows) {
      const made = new Map<string, Uint8Array>()
      return {
        async seal(organisationId, about, plain) {
          if (readOnly) return plain
          const sealed = seal(
            await keyOf(rows, made, organisationId),
            placeOf(organisationId, about),
            Buffer.from(plain),
          )
          return sealedPrefix + Buffer.from(sealed).toString('base64')
        },
        async open(organisationId, about, stored) {
          if (!stored.startsWith(sealedPrefix)) return stored
          const sealed = Buffer.from(stored.slice(sealedPrefix.length), 'base64')
          const plain = unseal(
            await keyOf(rows, made, organisationId),
            placeOf(organisationId, about),
            sealed,
          )
          if (!plain)
            throw new SealedTextFault(`${about} does not open: it was changed, or the key is another one`)
          return Buffer.from(plain).toString()
        },
      }
    },
  }
}
