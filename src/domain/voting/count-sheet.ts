import { Refusal } from '../refusals.ts'
import { type SheetFigures, validOf } from './sheet-figures.ts'

/**
 * Refuses a sheet that contradicts itself, with the sum: every returned paper is in favour, against, abstaining, invalid or
 * blank. More returned than handed out is no contradiction: it is what makes the whole vote void (选举工作条例).
 */
export function refuseUnbalanced(figures: SheetFigures, seats: number | null): void {
  const { yes, no, abstain, invalid, blank, returned } = figures
  if (seats === null) {
    const sum = yes + no + abstain + invalid + blank
    if (sum !== returned) throw new Refusal('sheet/unbalanced', { ...figures, sum })
    return
  }
  const valid = validOf(figures)
  if (invalid + blank > returned) throw new Refusal('sheet/unbalanced', { ...figures, sum: invalid + blank })
  const names = [...figures.persons, ...figures.writeIns]
  const over = names.find((one) => one.yes > valid)
  if (over) throw new Refusal('sheet/person-exceeds', { name: over.name, yes: over.yes, valid })
  const total = names.reduce((sum, one) => sum + one.yes, 0)
  if (total > valid * seats) throw new Refusal('sheet/too-many-marks', { total, most: valid * seats, seats })
}
