import { z } from 'zod'
import { Refusal } from '../refusals.ts'
import { choices } from './casting.ts'
import type { SealedTotals } from './counted-parts.ts'

/** What a secret voter says: a choice on a matter, or the names on an election's paper and others written in. */
const paperSchema = z.union([
  z.strictObject({ choice: z.enum(choices) }),
  z.strictObject({ marks: z.array(z.int().nonnegative()), others: z.array(z.string()) }),
])
export type BallotPaper = z.infer<typeof paperSchema>

/** All papers of a kind are written to the same length, so that a ciphertext's length says nothing. */
const lengthOf = (paper: BallotPaper): number => ('choice' in paper ? 32 : 2048)

/** Only ASCII, so that characters are bytes. */
const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Writes a paper to its fixed length. Refuses names written in beyond it. */
export function writePaper(paper: BallotPaper): string {
  const text = ascii(JSON.stringify(paper))
  const length = lengthOf(paper)
  if (text.length > length) throw new Refusal('sealed/too-long', {})
  return text.padEnd(length)
}

/** Counts opened papers. A paper that names more persons than there are seats, or nobody of this ballot, is invalid. */
export function countPapers(
  texts: readonly string[],
  { seats, candidates }: { seats: number | null; candidates: readonly { name: string }[] },
): SealedTotals {
  const totals: SealedTotals = {
    cast: texts.length,
    ...{ yes: 0, no: 0, abstain: 0 },
    persons: candidates.map(({ name }) => ({ name, yes: 0 })),
    writeIns: [],
    invalid: 0,
  }
  for (const text of texts) {
    const paper = paperSchema.parse(JSON.parse(text))
    if ('choice' in paper) totals[paper.choice] += 1
    else if (!isValid(paper, seats ?? 0, candidates.length)) totals.invalid += 1
    else mark(totals, paper)
  }
  return totals
}

const isValid = ({ marks, others }: { marks: number[]; others: string[] }, seats: number, names: number) =>
  new Set(marks).size === marks.length &&
  new Set(others).size === others.length &&
  marks.every((one) => one < names) &&
  marks.length + others.length <= seats

function mark(totals: SealedTotals, { marks, others }: { marks: number[]; others: string[] }): void {
  for (const one of marks) {
    const person = totals.persons[one]
    if (person) person.yes += 1
  }
  for (const name of others) {
    const known = [...totals.persons, ...totals.writeIns].find((one) => one.name === name)
    if (known) known.yes += 1
    else totals.writeIns.push({ name, yes: 1 })
  }
}
