import { eligibleOf, isSecret, type RatingInput } from './input.ts'
import type { VotingRule } from './rule.ts'
import { codeWords, type Finding, outcomeWords, type VerdictCode } from './verdict.ts'

/**
 * Ratings are input for the body that proposes the grade: they are summed up, nothing is adopted. `permille` is the
 * share of each grade in whole thousandths (rounded down). The cap is whole persons: floor(persons × num/den).
 */
export function tallyRating(rule: VotingRule, input: RatingInput): Finding {
  const rated = input.members.map(({ name, ratings }) => {
    const taking_part = Object.values(ratings).reduce((sum, n) => sum + n, 0)
    const share = (n: number) =>
      taking_part === 0 ? 0 : (n * 1000 - ((n * 1000) % taking_part)) / taking_part
    const permille = Object.fromEntries(Object.entries(ratings).map(([grade, n]) => [grade, share(n)]))
    return { name, counts: ratings, taking_part, permille }
  })
  const code = faultOf(rule, input, Math.max(0, ...rated.map(({ taking_part }) => taking_part)))
  const outcome = code === undefined ? 'recorded' : code === 'secrecy_required' ? 'void' : 'invalid_input'
  const eligible = input.roster ? Math.max(0, eligibleOf(input.roster)) : input.present
  const { cap } = input
  return {
    eligible,
    quorum_need: 0,
    quorum_met: true,
    outcome,
    ...(code && { code }),
    ratings: rated,
    ...(cap && { first_grade_cap: (eligible * cap.num - ((eligible * cap.num) % cap.den)) / cap.den }),
    arithmetic: `参加测评${input.present}人，被评议${rated.length}人；${rated.map(ratedLine).join('；')}${
      code ? `；${codeWords[code]}，${outcomeWords[outcome]}` : ''
    }`,
  }
}

/** More ratings of a person than raters; more raters than there are; an evaluation in the open where it must be secret. */
function faultOf(
  rule: VotingRule,
  { roster, present, method }: RatingInput,
  most: number,
): VerdictCode | undefined {
  // Probationary members take part, so that a Party roster's base says nothing about how many may be there.
  if (roster && 'total' in roster && present > roster.total) return 'present_exceeds_eligible'
  if (rule.secrecy === 'secret' && method !== undefined && !isSecret(method)) return 'secrecy_required'
  return most > present ? 'votes_exceed_present' : undefined
}

const ratedLine = ({ name, counts }: { name: string; counts: Record<string, number> }): string =>
  `${name}：${Object.entries(counts)
    .map(([grade, n]) => `${grade}${n}票`)
    .join('、')}`
