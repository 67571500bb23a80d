import { timingSafeEqual } from 'node:crypto'

/** Makes a comparison with a secret that takes the same time for every wrong answer; its length is no secret. */
export function sameSecret(secret: string): (given: unknown) => boolean {
  const expected = Buffer.from(secret)
  return (given) => {
    if (typeof given !== 'string') return false
    const bytes = Buffer.from(given)
    const long = bytes.length === expected.length
    return timingSafeEqual(long ? bytes : Buffer.alloc(expected.length), expected) && long
  }
}
