import { hash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Makes a comparison with a secret that takes the same time for every answer and every length. */
export function sameSecret(secret: string): (given: unknown) => boolean {
  const expected = digest(secret)
  return (given) => typeof given === 'string' && timingSafeEqual(expected, digest(given))
}
