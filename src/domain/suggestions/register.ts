import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import type { Suggestion } from '../ports/suggestions.ts'
import { planWork } from '../work/reminders.ts'
import { answerWorkingDays } from './states.ts'

/** What is suggested, to which organisation; without an author it came without a name, or out of a summary. */
export type NewSuggestion = Pick<Suggestion, 'organisationId' | 'authorId' | 'category' | 'content'>

/** Gives a suggestion its number and the day by which it must be answered, and reminds those who answer. Its case is the caller's. */
export async function registerSuggestion(ctx: CaseContext, given: NewSuggestion): Promise<Suggestion> {
  const today = localDate(ctx.now, ctx.zone)
  const fresh: Omit<Suggestion, 'id'> = {
    ...given,
    number: await ctx.unit.nextNumber(given.organisationId, 'L', Number(today.slice(0, 4))),
    submittedOn: today,
    dueOn: ctx.catalogue.calendar.addWorkingDays(today, answerWorkingDays),
    state: 'submitted',
    adopted: null,
    review: null,
    reviewedBy: null,
    reply: null,
    repliedBy: null,
    repliedOn: null,
    implementerId: null,
    effect: null,
    rating: null,
    caseId: null,
  }
  const suggestion: Suggestion = { ...fresh, id: await ctx.unit.suggestions.insert(fresh) }
  await remindOfAnswer(ctx, suggestion)
  return suggestion
}

/** Those who answer are reminded until it is answered. */
export const remindOfAnswer = (ctx: CaseContext, suggestion: Suggestion): Promise<void> =>
  planWork(ctx, {
    what: 'suggestion',
    id: suggestion.id,
    organisationId: suggestion.organisationId,
    memberId: null,
    roles: ['owner'],
    due: suggestion.state === 'submitted' || suggestion.state === 'reviewed' ? suggestion.dueOn : null,
  })
