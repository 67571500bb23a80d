import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { FieldSeals, Suggestion, SuggestionStore } from '../../domain/ports/index.ts'
import { suggestion } from '../schema/index.ts'
import { matchesNumber, newestNumber } from './case-numbers.ts'
import type { StoreContext } from './context.ts'

const toSuggestion = ({ tenantId: _, ...row }: typeof suggestion.$inferSelect): Suggestion => ({
  ...row,
  state: row.state as Suggestion['state'],
})

/** Where a text of a suggestion is sealed: its author's and that of those who answer. */
const aboutSuggestion = (column: 'content' | 'review', id: string) => `suggestion.${column}|${id}`

/** The texts of a suggestion's row, opened. */
export const openSuggestion = async (
  fields: FieldSeals,
  row: { id: string; organisationId: string; content: string; review: string | null },
): Promise<Pick<Suggestion, 'content' | 'review'>> => ({
  content: await fields.open(row.organisationId, aboutSuggestion('content', row.id), row.content),
  review:
    row.review === null
      ? null
      : await fields.open(row.organisationId, aboutSuggestion('review', row.id), row.review),
})

/** Rationalisation suggestions. */
export function suggestionStore({ tx, tenantId, now, newId, fields }: StoreContext): SuggestionStore {
  const one = (id: string) => and(eq(suggestion.tenantId, tenantId), eq(suggestion.id, id))
  const of = (organisationId: string) =>
    and(eq(suggestion.tenantId, tenantId), eq(suggestion.organisationId, organisationId))
  const opened = async (row: typeof suggestion.$inferSelect): Promise<Suggestion> => {
    const { review, ...rest } = toSuggestion(row)
    return { ...rest, ...(await openSuggestion(fields, { ...rest, review })) }
  }
  const first = async (rows: (typeof suggestion.$inferSelect)[]): Promise<Suggestion | null> =>
    rows[0] ? opened(rows[0]) : null
  const sealed = async (
    home: string,
    id: string,
    given: Partial<Pick<Suggestion, 'content' | 'review'>>,
  ) => ({
    ...(given.content === undefined
      ? {}
      : { content: await fields.seal(home, aboutSuggestion('content', id), given.content) }),
    ...(given.review === undefined || given.review === null
      ? {}
      : { review: await fields.seal(home, aboutSuggestion('review', id), given.review) }),
  })
  return {
    async insert(given) {
      const id = given.authorId === null ? randomUUID() : newId()
      const texts = await sealed(given.organisationId, id, given)
      await tx.insert(suggestion).values({ tenantId, id, ...given, ...texts })
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
    async update(id, change) {
      const [row] = await tx.select({ home: suggestion.organisationId }).from(suggestion).where(one(id))
      if (!row) return
      const texts = await sealed(row.home, id, change)
      await tx
        .update(suggestion)
        .set({ ...change, ...texts })
        .where(one(id))
    },
    async open(organisationId) {
      const rows = await tx
        .select()
        .from(suggestion)
        .where(and(of(organisationId), inArray(suggestion.state, ['submitted', 'reviewed'])))
        .orderBy(asc(suggestion.number))
      return Promise.all(rows.map(opened))
    },
    async list(organisationId, limit) {
      const rows = await tx
        .select()
        .from(suggestion)
        .where(of(organisationId))
        .orderBy(desc(suggestion.number))
        .limit(limit)
      return Promise.all(rows.map(opened))
    },
  }
}
