import { nextRoutineAt } from '../domain/cases/routines.ts'
import { nextStageAt, type PeriodPolicy } from '../domain/delivery/period-stages.ts'
import type { PlanStore } from '../domain/ports/index.ts'
import { nextEscalationAt } from '../domain/reminders/escalation.ts'

/** The earlier of two instants, of which either may be missing. */
const earlier = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b))

/**
 * The earliest instant after `after` at which anything becomes due: messages, reminders, deadlines, stages and routines of
 * periods,
 * cards to be posted again (`cardLifeMs` after sending). Null when nothing is ahead.
 */
export async function nextDueInstant(
  { plans, cardLifeMs, ...policy }: PeriodPolicy & { plans: PlanStore; cardLifeMs: number },
  after: Date,
): Promise<Date | null> {
  const row = await plans.nextDueRow(after, cardLifeMs)
  if ((await plans.organisations()) === 0) return row
  const moved = await plans.movedPeriods()
  const stages = earlier(nextStageAt(policy, after, moved), nextEscalationAt(policy, after, moved))
  return earlier(row, earlier(stages, nextRoutineAt(after, policy.calendar, policy.zone)))
}
