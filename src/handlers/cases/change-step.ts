import type { Card } from '../../cards/card.ts'
import type { StepChange } from '../../cards/step-change-cards.ts'
import type { ProcessCase, StepLink } from '../../domain/ports/index.ts'
import { isFinished, itemNamed } from '../../domain/process/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import type { Ctx } from '../define/context.ts'
import { caseOf } from './find-case.ts'
import { stepIn } from './step-at-hand.ts'

/** Which step a button of a reminder is about. */
export type StepValue = StepChange['value']

/** The case and step of a button, with what its cards say; refuses one that is done already. */
export async function stepToChange(
  ctx: Ctx,
  value: StepValue,
): Promise<{ found: ProcessCase; change: StepChange }> {
  const found = await caseOf(ctx, value.case)
  const { state, step } = stepIn(found, value satisfies Pick<StepLink, 'step' | 'item'>)
  const item = itemNamed(found.instance, state.item)
  const label = item ? `${step.label}：${item.title}` : step.label
  if (isFinished(state)) throw new Refusal('process/already-done', { label })
  const { number, title } = found
  return { found, change: { value, label, number, title, due: state.due?.date ?? null, today: ctx.today } }
}

/** A card to one person, as the answer to a button or as news of a decision. */
export function sendTo(ctx: Ctx, memberId: string, card: Card, key: string): void {
  ctx.unit.send({
    key,
    kind: 'card',
    platform: ctx.platform,
    recipient: { memberId },
    content: { card },
    priority: 'approval',
  })
}
