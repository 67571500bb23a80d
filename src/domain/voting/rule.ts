import { z } from 'zod'
import { thresholdSchema } from './threshold.ts'

const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期须写成 YYYY-MM-DD')

const variantSchema = z.strictObject({
  label: z.string().min(1),
  source: z.string(),
  pass_op: z.enum(['>=', '>']),
})

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
  /** Regional rules that change the comparison, by id (`shanghai`). */
  variants: z.record(z.string(), variantSchema).default({}),
  valid_from: localDate.nullable(),
  valid_to: localDate.nullable(),
  certainty: z.string().min(1),
  source: z.string().min(1),
  /** Words of the provision for the result card and the certificate; empty where no provision exists. */
  article: z.string().min(1),
  note: z.string(),
})

/** A voting rule: data, never code. Two rules differ in their rows alone. */
export type VotingRule = z.infer<typeof votingRuleSchema>

/** The file `voting-rules.yaml`. */
export const votingRulesFileSchema = z.strictObject({
  version: z.int().positive(),
  rules: z.array(votingRuleSchema).min(1),
})
