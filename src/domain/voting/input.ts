import { z } from 'zod'
import { repeatedIn } from './case-faults.ts'

/** A number of persons or ballots. Bounded so that every product with a share stays an exact integer. */
export const countSchema = z.int().nonnegative().max(1_000_000_000)

const partyRoster = z.object({
  formal: countSchema,
  probationary: countSchema.default(0),
  discipline_probation: countSchema.default(0),
  rights_suspended: countSchema.default(0),
  excluded_approved: countSchema.default(0),
  recused: countSchema.default(0),
})
const bodyRoster = z.object({ total: countSchema, recused: countSchema.default(0) })

/** Who is on the roll: a Party body counts its formal members less those without a vote, any other body its total. */
export const rosterSchema = z.union([partyRoster, bodyRoster])
/** Counts of the roll as of one instant; stored with the ballot. */
export type Roster = z.infer<typeof rosterSchema>

const votesSchema = z.object({
  yes: countSchema,
  no: countSchema.default(0),
  abstain: countSchema.default(0),
  invalid: countSchema.default(0),
  blank: countSchema.default(0),
})
const writtenSchema = z.object({
  yes: countSchema.default(0),
  no: countSchema.default(0),
  abstain: countSchema.default(0),
})
const candidateSchema = z.object({ name: z.string().min(1), yes: countSchema })

/** Ways of voting that show the choice, and ways that hide it; as programs and as people write them. */
const openMethods = [
  'open',
  'show_of_hands',
  'hands',
  'roll_call',
  'acclamation',
  '公开',
  '举手',
  '鼓掌',
  '记名',
] as const
const secretMethods = [
  'secret',
  'secret_ballot',
  'paper',
  'electronic_secret',
  '无记名',
  '无记名投票',
  '现场票决',
] as const
/** Why a vote came to no count: too few sealed papers to open, or it was called off before anybody voted. */
const stoppedSchema = z.enum(['too_few_sealed', 'called_off'])

export const methodSchema = z.enum([...openMethods, ...secretMethods])

const common = {
  roster: rosterSchema,
  /** Persons with a vote who are there in person. Those without one are not in it. */
  present: countSchema,
  method: methodSchema.default('open'),
  ballots: z
    .object({ issued: countSchema, returned: countSchema, invalid: countSchema.default(0) })
    .optional(),
  pass_basis: z.enum(['eligible', 'present']).optional(),
  pass_op: z.enum(['>=', '>']).optional(),
  round: z.union([countSchema, z.string()]).optional(),
  stopped: stoppedSchema.optional(),
}

/** Refuses a name that stands twice: the votes of two people would be counted as one's, or one's as two people's. */
function refuseTwins(names: readonly string[], part: string, ctx: z.RefinementCtx): void {
  for (const name of repeatedIn(names))
    ctx.addIssue({ code: 'custom', path: [part], message: `“${name}”出现两次，同名的请加以区分` })
}
const namesOf = (given: readonly { name: string }[]): string[] => given.map(({ name }) => name)

/** A resolution: one matter, yes, no or abstain. */
export const resolutionInput = z.looseObject({
  ...common,
  votes: votesSchema,
  /** Handed in before the meeting by members who cannot come. */
  written: writtenSchema.optional(),
  important: z.boolean().optional(),
  chair_decision: z.enum(['confirm', 'defer', 'escalate']).optional(),
})
/** A recommendation: one matter as above, or persons and what each received, to be ranked. */
export const recommendationInput = z
  .looseObject({
    ...common,
    votes: votesSchema.optional(),
    candidates: z.array(candidateSchema).min(1).max(1000).optional(),
    written: writtenSchema.optional(),
    important: z.boolean().optional(),
    chair_decision: z.enum(['confirm', 'defer', 'escalate']).optional(),
  })
  .superRefine(({ votes, candidates }, ctx) => {
    if (!votes === !candidates)
      ctx.addIssue({
        code: 'custom',
        path: ['votes'],
        message: '票数（votes）和被推荐人（candidates）写明其中一项',
      })
    refuseTwins(namesOf(candidates ?? []), 'candidates', ctx)
  })

/** An election: seats, candidates and what each received. */
export const electionInput = z
  .looseObject({
    ...common,
    seats: countSchema.min(1),
    candidates: z.array(candidateSchema).max(1000),
    write_ins: z.array(candidateSchema).max(1000).default([]),
    /** In favour of leaving the seats empty that nobody reached, by those present (选举工作条例). */
    reduction: z.object({ yes: countSchema }).optional(),
  })
  .superRefine(({ candidates, write_ins }, ctx) =>
    refuseTwins(namesOf([...candidates, ...write_ins]), 'candidates', ctx),
  )
/** Attendance alone: may the meeting be held. */
export const attendanceInput = z.looseObject({ roster: rosterSchema, present: countSchema })
/** Ratings of persons: how many gave which grade. The grades are the office's own words. */
export const ratingInput = z
  .looseObject({
    roster: rosterSchema.optional(),
    present: countSchema,
    method: methodSchema.optional(),
    members: z
      .array(z.object({ name: z.string().min(1), ratings: z.record(z.string(), countSchema) }))
      .min(1)
      .max(10_000),
    /** The share of all rated persons that may be proposed for the first grade, where local practice caps it. */
    cap: z
      .object({ num: countSchema.min(1).max(1000), den: countSchema.min(1).max(1000) })
      .refine(({ num, den }) => num <= den, '比例不能大于1')
      .optional(),
  })
  .superRefine(({ members }, ctx) => refuseTwins(namesOf(members), 'members', ctx))

export type ResolutionInput = z.output<typeof resolutionInput>
export type RecommendationInput = z.output<typeof recommendationInput>
export type ElectionInput = z.output<typeof electionInput>
export type AttendanceInput = z.output<typeof attendanceInput>
export type RatingInput = z.output<typeof ratingInput>
/** What a vote looked like: counts only, never names of voters. */
export type VotingInput =
  | ResolutionInput
  | RecommendationInput
  | ElectionInput
  | AttendanceInput
  | RatingInput

/** Whether a way of voting keeps the choice secret. */
export const isSecret = (method: string): boolean => (secretMethods as readonly string[]).includes(method)

/**
 * The base n: 应到会有表决权人数. Party bodies: formal − 留党察看 − 权利中止 − 经批准不计算 − 回避; others: total − 回避.
 * May be negative when the numbers contradict each other; the tally answers that with `invalid_input`.
 */
export const eligibleOf = (roster: Roster): number =>
  'formal' in roster
    ? roster.formal -
      roster.discipline_probation -
      roster.rights_suspended -
      roster.excluded_approved -
      roster.recused
    : roster.total - roster.recused
