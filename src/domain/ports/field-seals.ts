/** Where the wrapped data keys of organisations are kept. */
export interface DataKeyRows {
  /** Null when the organisation has none yet. */
  dataKey(organisationId: string): Promise<string | null>
  /** Keeps a fresh one unless there is one already; answers the one that counts. */
  keepDataKey(organisationId: string, wrapped: string): Promise<string>
}

/**
 * Keeps texts of restricted matters (DOMAIN §7.2, class S3) unreadable in the database and its backups. `about` is
 * `table.column|row`: a sealed text opens only where it was written.
 */
export interface FieldSeals {
  seal(organisationId: string, about: string, plain: string): Promise<string>
  /** Texts that were stored before there were seals come back as they are. Rejects with a {@link SealedTextFault}. */
  open(organisationId: string, about: string, stored: string): Promise<string>
}

/** The keys of the service's texts; bound to the rows of a transaction, they seal and open. */
export interface FieldKeys {
  on(rows: DataKeyRows): FieldSeals
}

/** What stands before a sealed text, with the version of its form. */
export const sealedPrefix = 'sealed:1:'

/** A sealed text cannot be opened: the key is another one than its own or is not there, or the row was changed. */
export class SealedTextFault extends Error {
  override name = 'SealedTextFault'
}

/** Without keys: texts are written as they are, and sealed ones refuse to be read. */
export const withoutKeys: FieldKeys = {
  on: () => ({
    seal: async (_organisationId, _about, plain) => plain,
    async open(_organisationId, about, stored) {
      if (stored.startsWith(sealedPrefix))
        throw new SealedTextFault(`${about} is sealed and no key was given`)
      return stored
    },
  }),
}
