import type { CaseContext } from '../cases/case-context.ts'
import { stepOfRecord } from '../cases/served-steps.ts'
import { linesOf } from '../opinions/placing.ts'
import { unionOf } from '../organisation/linked-rosters.ts'
import type { OpinionCall } from '../ports/decisions.ts'
import { registerSuggestion } from './register.ts'
import { startSuggestionCase } from './suggestion-case.ts'

/** The ledger that a call for opinions may fill, as its step names it (`config.feeds`). */
const suggestionLedger = 'suggestion-ledger'

/**
 * Registers each line of a summary as a suggestion of its own, which must be answered, where the step of the call says so:
 * the suggestions that are collected before the staff assembly. A call on which nothing was said brings none.
 */
export async function registerCollected(
  ctx: CaseContext,
  call: OpinionCall,
  heard: number,
  by: string | null,
): Promise<void> {
  const step = await stepOfRecord(ctx, { kind: 'opinions', ref: call.id })
  const organisation = await ctx.unit.organisations.get(call.organisationId)
  if (step?.config.feeds !== suggestionLedger || !organisation || heard === 0) return
  const home = await unionOf(ctx.unit, organisation)
  for (const content of linesOf(call.summary ?? '')) {
    const suggestion = await registerSuggestion(ctx, {
      organisationId: home.id,
      authorId: null,
      category: '职工大会征集',
      content,
    })
    await startSuggestionCase(ctx, suggestion, by)
  }
}
