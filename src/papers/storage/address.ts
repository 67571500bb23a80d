import { createHash } from 'node:crypto'

/** SHA-256, hexadecimal: the address of bytes. */
export const addressOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An address goes into paths: only what is one may. */
export function checkedAddress(address: string): string {
  if (!/^[0-9a-f]{64}$/.test(address)) throw new Error('not the address of a blob')
  return address
}
