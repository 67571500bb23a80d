import { z } from 'zod'
import { countSchema } from './input.ts'

const person = z.strictObject({ name: z.string().min(1), yes: countSchema })

/** What a count sheet says: ballot papers, then the votes of a matter or of each person. */
export const sheetSchema = z.strictObject({
  issued: countSchema,
  returned: countSchema,
  invalid: countSchema,
  yes: countSchema,
  no: countSchema,
  abstain: countSchema,
  blank: countSchema,
  /** Of an election: votes for each name on the ballot paper, and for names written in. */
  persons: z.array(person).default([]),
  writeIns: z.array(person).default([]),
})
/** The figures of a count sheet. Of an election `yes`, `no` and `abstain` are 0 and `persons` counts. */
export type SheetFigures = z.infer<typeof sheetSchema>

/** Ballot papers that say something: returned less invalid and blank ones; never below 0. */
export const validOf = ({ returned, invalid, blank }: SheetFigures): number =>
  Math.max(0, returned - invalid - blank)
