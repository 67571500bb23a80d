import type { UnionDue, UnionExpense } from '../ports/dues.ts'

/** What a period came to: totals and a number of persons, never whose. Amounts in fen. */
export interface DuesSummary {
  dueFen: number
  paidFen: number
  /** How many have paid less than they owe (欠缴). */
  inArrears: number
  spentFen: number
}

/** What somebody still owes, in fen; what was paid too much is nobody else's. */
export const arrearsOf = ({ dueFen, paidFen }: Pick<UnionDue, 'dueFen' | 'paidFen'>): number =>
  Math.max(0, dueFen - paidFen)

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Sums up a period. */
export const duesSummary = (dues: readonly UnionDue[], expenses: readonly UnionExpense[]): DuesSummary => ({
  dueFen: sum(dues.map((one) => one.dueFen)),
  paidFen: sum(dues.map((one) => one.paidFen)),
  inArrears: dues.filter((one) => arrearsOf(one) > 0).length,
  spentFen: sum(expenses.map((one) => one.amountFen)),
})
