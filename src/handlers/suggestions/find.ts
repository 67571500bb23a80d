import type { SuggestionFacts } from '../../cards/suggestion-cards.ts'
import { may, type Role } from '../../domain/organisation/permissions.ts'
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

/** The suggestion with a number, under its row lock; refuses with `case/unknown`. */
export async function suggestionNumbered(
  ctx: Ctx,
  organisationId: string,
  number: string,
): Promise<Suggestion> {
  const found = await ctx.unit.suggestions.byNumber(organisationId, number)
  const locked = found && (await ctx.unit.suggestions.getForUpdate(found.id))
  if (!locked) throw new Refusal('case/unknown', { number, what: '建议' })
  return locked
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
