import { z } from 'zod'
import { electorateBodyIds } from './electorate-bodies.ts'
import { thresholdSchema } from './threshold.ts'

const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期须写成 YYYY-MM-DD')

/** Whether `article` is the provision's own words, their sense, or a practice where there is no provision. */
const wording = z.enum(['quoted', 'paraphrase', 'practice'])

const validity = { valid_from: localDate.nullable(), valid_to: localDate.nullable() }

/** What a region's own provision changes. `pass_op` is how copies of before 2026-11-25 said it. */
const provisionSchema = z.strictObject({
  label: z.string().min(1),
  source: z.string(),
  pass_op: z.enum(['>=', '>']).optional(),
  pass: thresholdSchema.optional(),
  version: z.int().positive().optional(),
  valid_from: localDate.nullable().optional(),
  valid_to: localDate.nullable().optional(),
  article: z.string().min(1).optional(),
  wording: wording.optional(),
})
const variantSchema = provisionSchema.extend({
  /** The region's provisions of before it, each for its own time. */
  earlier: z.array(provisionSchema).optional(),
})
export type RuleVariant = z.infer<typeof variantSchema>

/** One voting rule as it stands in `templates/voting-rules.yaml`. */
export const votingRuleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  version: z.int().positive(),
  label: z.string().min(1),
  /** What is counted: which of the counting procedures in `kinds.ts` applies. */
  kind: z.enum(['resolution', 'election', 'rating', 'attendance', 'recommendation']),
  /** Who counts, in words; `voters` is the noun for one line of arithmetic. */
  electorate: z.string().min(1),
  voters: z.string().min(1),
  /** The body whose members vote, by which the roll is drawn up; without it the rule is only counted. */
  body: z.enum(electorateBodyIds).optional(),
  /** Who votes instead where the organisation has a congress of delegates (会员代表大会) in the place of the assembly. */
  congress: z.strictObject({ body: z.enum(electorateBodyIds), voters: z.string().min(1) }).optional(),
  /** Whose people can be elected, where it is not those who elect: members, by a congress of delegates. */
  electable: z.enum(electorateBodyIds).optional(),
  quorum: thresholdSchema.nullable(),
  pass: thresholdSchema.nullable(),
  /** Another basis that a superior may prescribe for the same rule; chosen by `pass_basis` in the input. */
  alt_pass_basis: z.enum(['eligible', 'present']).optional(),
  abstain: z.enum(['not_in_favour', 'n/a']),
  written_ballot: z.enum(['opinion_only', 'counted_if_before_meeting', 'not_allowed', 'n/a']),
  proxy: z.literal(false),
  secrecy: z.enum(['either', 'secret', 'n/a']),
  /** One matter or one candidate on a ballot. */
  one_item_at_a_time: z.boolean().default(false),
  /** An election needs seats + ceil(seats × num/den) candidates. */
  candidate_surplus: z.strictObject({ num: z.int().nonnegative(), den: z.int().positive() }).optional(),
  /** Regional rules that change the comparison, by id (`shanghai`); from the files of `voting-rules/`. */
  variants: z.record(z.string(), variantSchema).default({}),
  /** The region whose provision was applied, with the version of its file. */
  region: z.string().optional(),
  region_version: z.int().positive().optional(),
  /** First day in force, and the first day no longer; null = unknown, still. */
  ...validity,
  certainty: z.string().min(1),
  source: z.string().min(1),
  /** Words of the provision for the result card and the certificate; empty where no provision exists. */
  article: z.string().min(1),
  /** Copies of before 2026-11-25 do not say it, and are printed as they were. */
  wording: wording.default('quoted'),
  note: z.string(),
})

/** A voting rule: data, never code. Two rules differ in their rows alone. */
export type VotingRule = z.infer<typeof votingRuleSchema>

/** A file of `voting-rules/`: what one region prescribes in the place of the national rule. */
export const regionFileSchema = z.strictObject({
  region: z.string().regex(/^[a-z][a-z_]*$/),
  label: z.string().min(1),
  version: z.int().positive(),
  rules: z
    .array(
      z.strictObject({
        /** The ids of the rules that it changes. */
        rule: z.array(z.string()).min(1),
        pass: thresholdSchema,
        ...validity,
        source: z.string().min(1),
        article: z.string().min(1),
        wording,
        certainty: z.string().min(1),
        note: z.string(),
      }),
    )
    .min(1),
})
export type RegionFile = z.infer<typeof regionFileSchema>

/** The file `voting-rules.yaml`. */
export const votingRulesFileSchema = z.strictObject({
  version: z.int().positive(),
  rules: z.array(votingRuleSchema).min(1),
})
