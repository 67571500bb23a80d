import type { SuggestionFacts } from '../../cards/suggestion-cards.ts'
import { linkedTo, unionOf } from '../../domain/organisation/linked-rosters.ts'
import { may, type Role } from '../../domain/organisation/permissions.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Suggestion } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { SuggestionFault } from '../../domain/suggestions/states.ts'
import type { Base, Ctx } from '../define/context.ts'

/** Views of a suggestion, private; ref = its id, of the list the organisation's. */
export const suggestionViews = {
  work: 'suggestion.work',
  author: 'suggestion.author',
  list: 'suggestion.list',
} as const

/**
 * The suggestion with a number, under its row lock: the union's, or one that the branch had before it had a union. Refuses
 * with `case/unknown`.
 */
export async function suggestionNumbered(
  ctx: Ctx,
  organisation: Organisation,
  number: string,
): Promise<Suggestion> {
  const home = await unionOf(ctx.unit, organisation)
  for (const { id } of [home, ...(await linkedTo(ctx.unit, home))]) {
    const found = await ctx.unit.suggestions.byNumber(id, number)
    const locked = found && (await ctx.unit.suggestions.getForUpdate(found.id))
    if (locked) return locked
  }
  throw new Refusal('case/unknown', { number, what: '建议' })
}

/** Refuses with the words of a fault. */
export function refuseSuggestion({ number }: Suggestion, fault: SuggestionFault | null): void {
  if (fault !== null) throw new Refusal(`suggestion/${fault}`, { number })
}

/** What the cards of a suggestion show. */
export async function suggestionFacts(ctx: Base, suggestion: Suggestion): Promise<SuggestionFacts> {
  const nameOf = async (id: string | null) => (id ? ((await ctx.unit.rosters.member(id))?.name ?? '') : '')
  return {
    suggestion,
    author: suggestion.authorId === null ? '匿名' : await nameOf(suggestion.authorId),
    implementer: await nameOf(suggestion.implementerId),
    provisional: suggestion.repliedOn === null && ctx.catalogue.calendar.isProvisional(suggestion.dueOn),
    today: ctx.today,
  }
}

/** Whether a person works on the suggestions of an organisation as of today. */
export async function worksOnSuggestions(
  ctx: Base,
  organisationId: string,
  memberId: string,
): Promise<boolean> {
  const roster = await ctx.unit.rosters.roster(organisationId, ctx.today)
  const entry = roster.find((one) => one.memberId === memberId)
  return may(new Set<Role>(entry?.offices ?? []), 'suggestion.review')
}
