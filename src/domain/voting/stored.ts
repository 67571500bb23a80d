import { z } from 'zod'
import { type Roster, rosterSchema } from './input.ts'
import { type VotingRule, votingRuleSchema } from './rule.ts'
import { codeWords, outcomeWords, type Verdict } from './verdict.ts'

const count = z.int().nonnegative()
const names = z.array(z.string())

/** A verdict as it is stored and printed. */
export const verdictSchema = z.strictObject({
  eligible: count,
  quorum_need: count,
  quorum_met: z.boolean(),
  pass_need: count.nullable().optional(),
  counted_yes: count.nullable().optional(),
  outcome: z.enum(Object.keys(outcomeWords) as [keyof typeof outcomeWords]),
  code: z.enum(Object.keys(codeWords) as [keyof typeof codeWords]).optional(),
  near_tie: z.boolean().optional(),
  elected: names.optional(),
  runoff: names.optional(),
  vacancies: count.optional(),
  ranking: z.array(z.strictObject({ name: z.string(), yes: count, place: count })).optional(),
  recommended: names.optional(),
  ratings: z
    .array(
      z.strictObject({
        name: z.string(),
        counts: z.record(z.string(), count),
        taking_part: count,
        permille: z.record(z.string(), count),
      }),
    )
    .optional(),
  first_grade_cap: count.optional(),
  rule: z.string(),
  rule_version: count,
  region: z.string().optional(),
  region_version: count.optional(),
  article: z.string(),
  arithmetic: z.string(),
})

/** A verdict read back from storage; throws a ZodError when it is none. */
// JSON has no `undefined`, so zod's optional keys are absent keys here.
export const parseVerdict = (stored: unknown): Verdict => verdictSchema.parse(stored) as Verdict

/** Roster counts read back from storage; throws a ZodError. */
export const parseRosterCounts = (stored: unknown): Roster => rosterSchema.parse(stored)

/** The copy of a rule read back from storage; throws a ZodError. */
export const parseVotingRule = (stored: unknown): VotingRule => votingRuleSchema.parse(stored)
