import type { Ballot, CountSheet, Voter, WrittenVote } from '../ports/index.ts'
import { countVotes } from './casting.ts'
import type { CastVote, CountedBallot } from './counted-ballot.ts'

/** What sealed votes came to when they were opened: totals, never who. */
export interface SealedTotals {
  cast: number
  yes: number
  no: number
  abstain: number
  persons: { name: string; yes: number }[]
  writeIns: { name: string; yes: number }[]
  /** Papers that named more persons than there are seats. */
  invalid: number
}

/** All that is counted in one tally, each kind with where it came from. */
export interface CountedParts {
  electorate: readonly Voter[]
  signedIn: ReadonlySet<string>
  /** Buttons in the group. */
  votes: readonly CastVote[]
  sheet: CountSheet | null
  written: readonly WrittenVote[]
  sealed: SealedTotals | null
}

/** Parts of a ballot in chat alone. */
export const chatParts = (
  electorate: readonly { memberId: string; name?: string }[],
  signedIn: ReadonlySet<string>,
  votes: readonly CastVote[],
): CountedParts => ({
  electorate: electorate.map(({ memberId, name = '' }) => ({ memberId, name, source: null })),
  signedIn,
  votes,
  sheet: null,
  written: [],
  sealed: null,
})

/** Ways of taking part that prove that the voter is there. */
const inPerson: readonly Voter['source'][] = ['room', 'paper', 'sealed']

/**
 * Who is there: signed in, or proved by a vote of their own. A counted written opinion is that of somebody who is away. Of a
 * paper ballot without a list and without sign-in the papers handed out are the presence; then the ids are unknown.
 */
export function presenceIn(parts: CountedParts): { ids: string[]; count: number } {
  const cast = new Set(parts.votes.map((vote) => vote.memberId))
  const there = parts.electorate.filter(
    ({ memberId, source }) =>
      source !== 'written' &&
      (parts.signedIn.has(memberId) || cast.has(memberId) || inPerson.includes(source)),
  )
  const ids = there.map((one) => one.memberId)
  const { sheet } = parts
  const unnamed = sheet !== null && sheet.memberIds.length === 0 && parts.signedIn.size === 0
  return { ids, count: unnamed ? sheet.figures.issued + ids.length : ids.length }
}

/** Which papers were handed out and came back, where any were. */
function papersOf({ method }: CountedBallot, { sheet, sealed, votes }: CountedParts) {
  if (method === 'open') return undefined
  const cast = (sealed?.cast ?? 0) + votes.length
  return {
    issued: (sheet?.figures.issued ?? 0) + cast,
    returned: (sheet?.figures.returned ?? 0) + cast,
    invalid: (sheet?.figures.invalid ?? 0) + (sealed?.invalid ?? 0),
  }
}

const sumByName = (lists: readonly (readonly { name: string; yes: number }[])[]) => {
  const sums = new Map<string, number>()
  for (const { name, yes } of lists.flat()) sums.set(name, (sums.get(name) ?? 0) + yes)
  return sums
}

/** The input of the rule's tally, out of everything that was counted. Pure: kept with the ballot, it gives the verdict again. */
export function inputOf(
  ballot: CountedBallot & Pick<Ballot, 'seats' | 'candidates' | 'runoffOf'>,
  parts: CountedParts,
  present: number,
): Record<string, unknown> {
  const { sheet, sealed } = parts
  const ballots = papersOf(ballot, parts)
  const common = { roster: ballot.roster, present, method: ballot.method, ...(ballots && { ballots }) }
  if (ballot.seats !== null) {
    const marked = sumByName([sheet?.figures.persons ?? [], sealed?.persons ?? []])
    const written = sumByName([sheet?.figures.writeIns ?? [], sealed?.writeIns ?? []])
    return {
      ...common,
      seats: ballot.seats,
      candidates: ballot.candidates.map(({ name }) => ({ name, yes: marked.get(name) ?? 0 })),
      write_ins: [...written].map(([name, yes]) => ({ name, yes })),
      ...(ballot.runoffOf !== null && { round: 'runoff' }),
    }
  }
  const chat = countVotes(parts.votes.map((vote) => vote.choice))
  const of = (choice: 'yes' | 'no' | 'abstain') =>
    chat[choice] + (sheet?.figures[choice] ?? 0) + (sealed?.[choice] ?? 0)
  const written = parts.written.filter((one) => one.counted)
  const paper = sheet && { invalid: sheet.figures.invalid, blank: sheet.figures.blank }
  return {
    ...common,
    votes: { yes: of('yes'), no: of('no'), abstain: of('abstain'), ...paper },
    ...(written.length > 0 && { written: countVotes(written.map((one) => one.choice)) }),
    important: ballot.important,
  }
}
