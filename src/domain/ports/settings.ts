/** A choice of an organisation, as it is stored. */
export interface StoredSetting {
  organisationId: string
  key: string
  value: string
  /** Number of the superior's document on which it rests. */
  document: string | null
}

export interface SettingStore {
  /** All choices of these organisations. */
  of(organisationIds: readonly string[]): Promise<StoredSetting[]>
  set(choice: StoredSetting, by: string): Promise<void>
}
