/** What one member owes and has paid for the period that begins on a local date. Amounts in fen. */
export interface UnionDue {
  organisationId: string
  periodStart: string
  memberId: string
  dueFen: number
  paidFen: number
}

/** Money spent out of the dues. `spentOn` is a local date. */
export interface UnionExpense {
  organisationId: string
  spentOn: string
  amountFen: number
  purpose: string
}

export interface DueStore {
  /** Sets what is given of a member's row for a period; the rest stays, or is 0 in a new row. */
  set(
    of: Pick<UnionDue, 'organisationId' | 'periodStart' | 'memberId'>,
    change: Partial<Pick<UnionDue, 'dueFen' | 'paidFen'>>,
    by: string,
  ): Promise<void>
  /** Of a period, of everybody who owes or paid. */
  ofPeriod(organisationId: string, periodStart: string): Promise<UnionDue[]>
  addExpense(expense: UnionExpense, by: string): Promise<void>
  /** The days belong to the period, both ends included; the earliest first. */
  expenses(organisationId: string, start: string, end: string): Promise<UnionExpense[]>
}
