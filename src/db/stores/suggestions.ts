import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Suggestion, SuggestionStore } from '../../domain/ports/index.ts'
import { suggestion } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toSuggestion = ({ tenantId: _, ...row }: typeof suggestion.$inferSelect): Suggestion => ({
  ...row,
  state: row.state as Suggestion['state'],
})

/** Rationalisation suggestions. */
export function suggestionStore({ tx, tenantId, now, newId }: StoreContext): SuggestionStore {
  const one = (id: string) => and(eq(suggestion.tenantId, tenantId), eq(suggestion.id, id))
  const of = (organisationId: string) =>
    and(eq(suggestion.tenantId, tenantId), eq(suggestion.organisationId, organisationId))
  const first = (rows: (typeof suggestion.$inferSelect)[]): Suggestion | null =>
    rows[0] ? toSuggestion(rows[0]) : null
  return {
    async insert(given) {
      const id = given.authorId === null ? randomUUID() : newId()
      await tx.insert(suggestion).values({ tenantId, id, ...given })
      return id
    },
    get: async (id) => first(await tx.select().from(suggestion).where(one(id))),
    getForUpdate: async (id) => first(await tx.select().from(suggestion).where(one(id)).for('update')),
    byNumber: async (organisationId, number) =>
      first(
        await tx
          .select()
          .from(suggestion)
          .where(and(of(organisationId), matchesNumber(suggestion.number, number)))
          .orderBy(newestNumber(suggestion.number, now))
          .limit(1),
      ),
    update: async (id, change) => void (await tx.update(suggestion).set(change).where(one(id))),
    async open(organisationId) {
      const rows = await tx
        .select()
        .from(suggestion)
        .where(and(of(organisationId), inArray(suggestion.state, ['submitted', 'reviewed'])))
        .orderBy(asc(suggestion.number))
      return rows.map(toSuggestion)
    },
    async list(organisationId, limit) {
      const rows = await tx
        .select()
        .from(suggestion)
        .where(of(organisationId))
        .orderBy(desc(suggestion.number))
        .limit(limit)
      return rows.map(toSuggestion)
    },
  }
}
