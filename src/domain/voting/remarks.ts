import type { VotingRule } from './rule.ts'

/**
 * What was handed in and does not count, for the line of arithmetic: nobody should have to guess why the sum is smaller than
 * the pile (DOMAIN §3.2 nos. 7 and 8). Empty when everything counted.
 */
export function remarksOn(rule: VotingRule, input: Readonly<Record<string, unknown>>): string {
  const remarks = [
    writtenRemark(rule, headsIn(input.written)),
    remark(headsIn(input.written_late), (n) => `会后提交的书面意见${n}人不计票`),
    remark(headsIn(input.proxy), (n) => `委托投票${n}人不计票`),
  ]
  return remarks.filter((one) => one !== '').join('；')
}

const remark = (heads: number, words: (heads: number) => string): string => (heads > 0 ? words(heads) : '')

function writtenRemark({ written_ballot: written }: VotingRule, heads: number): string {
  if (written === 'counted_if_before_meeting') return ''
  return remark(heads, (n) =>
    written === 'opinion_only' ? `书面意见${n}人只听取、不计票` : `不能书面投票，书面${n}人不计票`,
  )
}

/** How many people a note in a case speaks of: a number, or numbers by option (`{"yes":1}`, `{"count":1}`). */
function headsIn(note: unknown): number {
  if (typeof note === 'number') return note
  if (typeof note !== 'object' || note === null) return 0
  return Object.values(note).reduce<number>((sum, one) => (typeof one === 'number' ? sum + one : sum), 0)
}
