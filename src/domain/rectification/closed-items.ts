import type { CaseContext } from '../cases/case-context.ts'
import { serveStep } from '../cases/served-steps.ts'
import type { Rectification } from '../ports/rectification.ts'
import { isFinished } from '../process/index.ts'
import { allClosed } from './states.ts'

/** Completes the step for which items were set, when the last of them is accepted (gate `tasks_closed`). */
export async function serveClosedItems(ctx: CaseContext, item: Rectification, by: string): Promise<void> {
  const { caseId, step } = item
  if (caseId === null || step === null) return
  const items = (await ctx.unit.rectifications.ofCase(caseId)).filter((one) => one.step === step)
  const found = await ctx.unit.processes.get(caseId)
  const state = found?.instance.steps.find((one) => one.id === step)
  if (!state || isFinished(state) || !allClosed(items)) return
  const made = {
    kind: 'document',
    ref: `${item.id}|closed|${ctx.now.toISOString()}`,
    label: item.number,
  } as const
  await serveStep(ctx, { caseId, step, item: state.item }, made, {}, by)
}
