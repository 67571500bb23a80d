import type { Ballot, Candidate, Election, ElectionState, Unit } from '../ports/index.ts'
import type { Outcome } from '../voting/verdict.ts'

/** The card of an election in the group; ref = its id. */
export const electionView = 'election'

/** What a ballot's verdict makes of its election. The others leave it where it was: the list stands, and the vote is repeated. */
const stateAfter: Partial<Record<Outcome, ElectionState>> = {
  elected: 'elected',
  partially_elected: 'partial',
  runoff: 'runoff',
}

/** Takes a counted ballot into its election: who was elected, and what follows. Nothing where the ballot belongs to none. */
export async function recordElection(unit: Unit, ballot: Ballot): Promise<void> {
  if (ballot.electionId === null || !ballot.verdict) return
  const election = await unit.elections.getForUpdate(ballot.electionId)
  if (!election) return
  const { outcome, elected = [] } = ballot.verdict
  const next = stateAfter[outcome]
  const state = next ?? (ballot.runoffOf === null ? 'listed' : 'runoff')
  await unit.elections.update(election.id, {
    state,
    elected: next ? [...election.elected, ...(await peopleOf(unit, ballot, elected))] : election.elected,
  })
  unit.touch(electionView, election.id)
}

/** Names of the verdict as people: of the ballot paper, or of the roll where they were written in. */
async function peopleOf(unit: Unit, ballot: Ballot, names: readonly string[]): Promise<Candidate[]> {
  const roll = await unit.ballots.electorate(ballot.id)
  return names.map(
    (name) =>
      ballot.candidates.find((one) => one.name === name) ?? {
        name,
        memberId: roll.find((one) => one.name === name)?.memberId ?? null,
      },
  )
}

/** The next ballot of an election: after a tie its names alone, after a partial result those who are left. */
export function nextBallot(
  election: Election,
  last: Ballot | null,
): { candidates: Candidate[]; runoffOf: string | null } {
  const tied = last?.verdict?.runoff ?? []
  if (election.state !== 'runoff' || !last)
    return {
      candidates: election.candidates.filter(
        ({ name }) => !election.elected.some((one) => one.name === name),
      ),
      runoffOf: null,
    }
  return {
    candidates: tied.map(
      (name) => last.candidates.find((one) => one.name === name) ?? { name, memberId: null },
    ),
    runoffOf: last.id,
  }
}
