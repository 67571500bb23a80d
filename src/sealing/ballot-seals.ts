import { createHash, randomInt } from 'node:crypto'
import type { BallotSeals } from '../domain/ports/index.ts'
import { newKeyPair, openText, sealText } from './hpke.ts'
import type { KeyStore } from './key-store.ts'

/** What a ciphertext belongs to: moved to another voter or ballot it does not open. */
const boundTo = (ballotId: string, memberId: string): string => `${ballotId}|${memberId}`

/** Seals over a store of keys. */
export const createBallotSeals = (keys: KeyStore): BallotSeals => ({
  async newKey(ballotId) {
    const { publicKey, privateKey } = await newKeyPair()
    await keys.keep(ballotId, privateKey)
    return publicKey
  },
  async seal(key, { ballotId, memberId, text }) {
    const sealed = await sealText(key, text, boundTo(ballotId, memberId))
    return { sealed, hash: createHash('sha256').update(sealed).digest('hex') }
  },
  async open(ballotId, votes) {
    const key = await keys.read(ballotId)
    if (key === null) throw new Error('the key of this secret ballot is not here')
    const texts: string[] = []
    for (const { memberId, sealed } of shuffled(votes))
      texts.push(await openText(key, sealed, boundTo(ballotId, memberId)))
    return texts
  },
  destroyKey: (ballotId) => keys.destroy(ballotId),
})

/** A copy in random order, by the system's generator (Fisher–Yates). */
function shuffled<T>(given: readonly T[]): T[] {
  const all = [...given]
  for (let i = all.length - 1; i > 0; i--) {
    const j = randomInt(i + 1)
    ;[all[i], all[j]] = [all[j] as T, all[i] as T] // both indexes are within the list
  }
  return all
}
