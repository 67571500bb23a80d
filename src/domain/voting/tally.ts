import type { z } from 'zod'
import { tallyAttendance } from './attendance.ts'
import { tallyElection } from './election.ts'
import {
  attendanceInput,
  electionInput,
  ratingInput,
  recommendationInput,
  resolutionInput,
  type VotingInput,
} from './input.ts'
import { tallyRating } from './rating.ts'
import { tallyRecommendation } from './recommendation.ts'
import { remarksOn } from './remarks.ts'
import { tallyResolution } from './resolution.ts'
import type { VotingRule } from './rule.ts'
import { settleRule } from './settled-rule.ts'
import type { Finding, Verdict } from './verdict.ts'

interface Procedure<S extends z.ZodType> {
  input: S
  count: (rule: VotingRule, input: z.output<S>) => Finding
}
const procedure = <S extends z.ZodType>(input: S, count: Procedure<S>['count']) => ({
  input,
  // The two sides are joined here, once: what the schema lets through is what the counter reads.
  count: (rule: VotingRule, raw: unknown): Finding => count(rule, raw as z.output<S>),
})

/** How each kind of rule is counted. A new kind is one module and one line here. */
const procedures = {
  resolution: procedure(resolutionInput, tallyResolution),
  recommendation: procedure(recommendationInput, tallyRecommendation),
  election: procedure(electionInput, tallyElection),
  attendance: procedure(attendanceInput, tallyAttendance),
  rating: procedure(ratingInput, tallyRating),
} as const satisfies Record<
  VotingRule['kind'],
  { input: z.ZodType; count: (r: VotingRule, i: unknown) => Finding }
>

/** The schema that an input for this rule must satisfy. */
export const inputSchemaOf = (rule: VotingRule): z.ZodType<VotingInput> => procedures[rule.kind].input

/**
 * The verdict: figures, needs, outcome, article and arithmetic. Pure, integers only, the same answer for the same input
 * for ever (the rule brings its own version). `input` has passed `inputSchemaOf(rule)`; numbers that contradict each
 * other are answered with `invalid_input` or `void`, never with an exception.
 */
export function tally(rule: VotingRule, input: VotingInput): Verdict {
  const settled = settleRule(rule, input)
  const finding = procedures[rule.kind].count(settled, input)
  const { region, region_version } = settled
  const remarks = remarksOn(rule, input)
  return {
    ...finding,
    arithmetic: remarks === '' ? finding.arithmetic : `${finding.arithmetic}；${remarks}`,
    rule: rule.id,
    rule_version: rule.version,
    ...(region && { region }),
    ...(region_version && { region_version }),
    article: articleOf(settled),
  }
}

/** Source and words of the provision, as the result card and the certificate print them; 大意 where they are not its own. */
export const articleOf = ({ source, article, wording }: VotingRule): string =>
  `${source}：${wording === 'paraphrase' ? '（大意）' : ''}${article}`
