/** Keeps private keys of ballots, outside the database. All in base64. */
export interface KeyStore {
  /** Durable when it resolves; a second key under the same id is refused. */
  keep(ballotId: string, privateKey: string): Promise<void>
  /** Null: not here. */
  read(ballotId: string): Promise<string | null>
  /** False: it was not here. */
  destroy(ballotId: string): Promise<boolean>
}
