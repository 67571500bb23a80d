import { z } from 'zod'
import { countSchema } from './input.ts'

const count = countSchema.default(0)
const votes = z.object({ yes: count, no: count, abstain: count, invalid: count, blank: count })
const written = z.object({ yes: count, no: count, abstain: count })
const papers = z.object({ issued: count, returned: count, invalid: count })
const named = z.array(z.object({ name: z.string(), yes: countSchema })).default([])

/** The figures of a ballot as its card shows them. */
const figuresSchema = z.object({
  votes: votes.default({ yes: 0, no: 0, abstain: 0, invalid: 0, blank: 0 }),
  written: written.optional(),
  ballots: papers.optional(),
  candidates: named,
  write_ins: named,
})
export type BallotFigures = z.infer<typeof figuresSchema>

/** Reads the figures out of the input that a verdict was counted from; throws a ZodError when they are none. */
export const figuresOf = (input: unknown): BallotFigures => figuresSchema.parse(input)
