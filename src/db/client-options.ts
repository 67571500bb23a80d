import type postgres from 'postgres'

const asNumber = (text: string): number | string => (Number.isSafeInteger(Number(text)) ? Number(text) : text)

/**
 * How values travel between PostgreSQL and this service, beyond what postgres.js does by itself
 * (timestamptz ↔ Date): a `date` is a local calendar day and stays 'YYYY-MM-DD'; an int8 is a number
 * where that is exact, else its digits; json is parsed, and a string given for json is taken as JSON
 * text already, because drizzle writes it so (and `JSON.stringify` in a query means just that).
 */
const types = {
  day: {
    to: 1082,
    from: [1082],
    serialize: (value: unknown) => String(value),
    parse: (text: string) => text,
  },
  int8: { to: 20, from: [20], serialize: (value: unknown) => String(value), parse: asNumber },
  json: {
    to: 3802,
    from: [114, 3802],
    serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
    parse: (text: string): unknown => JSON.parse(text),
  },
}

/**
 * What every connection of the service has in common; `name` is shown by PostgreSQL's activity view. `readOnly`: the
 * server refuses every change of a table that is not the connection's own temporary one, also after a reconnection.
 */
export const clientOptions = (name: string, max: number, readOnly = false) =>
  ({
    max,
    types,
    connect_timeout: 10,
    connection: { application_name: name, ...(readOnly ? { default_transaction_read_only: true } : {}) },
    // Notices are remarks such as "already exists, skipping"; nobody needs them.
    onnotice: () => undefined,
  }) satisfies postgres.Options<Record<string, postgres.PostgresType>>
