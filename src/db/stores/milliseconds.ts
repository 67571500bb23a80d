import type postgres from 'postgres'

/** A length of time as an interval of the database. */
export const ms = (sql: postgres.ISql, given: number): postgres.Fragment =>
  sql`(${given}::float8 * interval '1 millisecond')`
