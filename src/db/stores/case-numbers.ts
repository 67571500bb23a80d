import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { NumberLetter } from '../../domain/ports/index.ts'
import { caseNumber } from '../schema/index.ts'
import type { StoreContext } from './context.ts'

/** Takes the next number under the row's lock, so that two cases never share one. */
export async function takeNumber(
  { tx, tenantId }: StoreContext,
  organisationId: string,
  letter: NumberLetter,
  year: number,
): Promise<string> {
  const [row] = await tx
    .insert(caseNumber)
    .values({ tenantId, organisationId, letter, year, last: 1 })
    .onConflictDoUpdate({
      target: [caseNumber.tenantId, caseNumber.organisationId, caseNumber.letter, caseNumber.year],
      set: { last: sql`${caseNumber.last} + 1` },
    })
    .returning({ last: caseNumber.last })
  return `${letter}${year}-${String(row?.last).padStart(3, '0')}`
}

/** Matches `D2026-014`, `D14` and, whatever the letter, `14` against a column of case numbers (DOMAIN §5.3). Nothing else matches. */
export function matchesNumber(column: AnyColumn, typed: string): SQL {
  const parts = /^([A-Za-z])?(?:(\d{4})-)?(\d{1,6})$/.exec(typed.trim())
  if (!parts) return sql`false`
  const [, letter, year, running] = parts
  const tail = `-${String(Number(running)).padStart(3, '0')}`
  return sql`${column} like ${`${letter?.toUpperCase() ?? '_'}${year ?? '____'}${tail}`}`
}

/**
 * Orders case numbers as a short one is meant: from this year's back, and only then those of years to come, which exist
 * from autumn on and are not what `取消 1` means.
 */
export const newestNumber = (column: AnyColumn, now: Date): SQL =>
  sql`substring(${column} from 2 for 4)::int > ${now.getUTCFullYear()}, ${column} desc`
