import { startOfDay } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import { serveStep, stepServedBy } from '../cases/served-steps.ts'
import { startCase } from '../cases/start-case.ts'
import type { Suggestion } from '../ports/suggestions.ts'
import type { Outputs } from '../process/index.ts'
import type { RecordKind } from '../process/kinds/kind.ts'

/** What happens to a suggestion, as the steps of its process name it (`config.suggestion`). */
export type SuggestionAct = 'review' | 'reply' | 'implement' | 'effect'

/** What each act leaves as the record of its step. */
const records: Record<SuggestionAct, RecordKind> = {
  review: 'document',
  reply: 'notice',
  implement: 'document',
  effect: 'document',
}

/**
 * Starts the process of a suggestion under the suggestion's own number: the one that the event of its submission starts.
 * Null where none is loaded. Its title says nothing of the content.
 */
export async function startSuggestionCase(
  ctx: CaseContext,
  suggestion: Suggestion,
  startedBy: string | null,
): Promise<string | null> {
  const template = [...ctx.catalogue.processes.values()].find(
    ({ trigger }) => trigger.event === 'suggestion_submitted',
  )
  const organisation = await ctx.unit.organisations.get(suggestion.organisationId)
  if (!template || !organisation) return null
  const { instance } = await startCase(ctx, {
    template,
    organisation,
    title: `合理化建议（${suggestion.category}）`,
    number: suggestion.number,
    anchors: { S: startOfDay(suggestion.submittedOn, ctx.zone) },
    first: {},
    startedBy,
  })
  await ctx.unit.suggestions.update(suggestion.id, { caseId: instance.id })
  return instance.id
}

/** Completes the step that an act serves; a suggestion without a case has none. */
export async function serveSuggestion(
  ctx: CaseContext,
  suggestion: Suggestion,
  act: SuggestionAct,
  known: Outputs,
  by: string,
): Promise<void> {
  if (suggestion.caseId === null) return
  const link = await stepServedBy(ctx, suggestion.caseId, 'suggestion', act)
  const made = { kind: records[act], ref: `${suggestion.id}|${act}`, label: suggestion.number }
  await serveStep(ctx, link, made, known, by)
}
