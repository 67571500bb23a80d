import { passLine } from './arithmetic.ts'
import type { ElectionInput } from './input.ts'
import { presenceOf } from './presence.ts'
import { procedureStop, type Stop } from './procedure.ts'
import type { VotingRule } from './rule.ts'
import { codeWords, type Finding, type Outcome, outcomeWords } from './verdict.ts'

interface Standing {
  name: string
  yes: number
}

/** Seats are filled in the order of votes among those who reach the need; equal votes at the last seat vote again. */
export function tallyElection(rule: VotingRule, input: ElectionInput): Finding {
  const runoffRound = input.round === 'runoff'
  const presence = presenceOf(rule, input.roster, input.present)
  // In a run-off the higher number wins: a plurality decides and no majority is asked for.
  const need = runoffRound ? null : presence.passNeed
  const stop =
    procedureStop(rule, presence, input, false) ??
    countingFault(input) ??
    (runoffRound ? undefined : surplusFault(rule, input))
  const filled = stop ? notHeld(stop, input.seats) : fillSeats(input, need)
  const seated = reduceSeats(filled, input, presence.eligible)
  return {
    eligible: presence.eligible,
    quorum_need: presence.quorum_need,
    quorum_met: presence.quorum_met,
    pass_need: need,
    ...(stop?.code && { code: stop.code }),
    ...seated,
    arithmetic: `${presence.line}${tail(rule, input, presence.eligible, need, stop, seated)}`,
  }
}

interface Seated {
  outcome: Outcome
  elected: string[]
  runoff: string[]
  vacancies: number
}

/** Without a quorum nobody voted, so no seat was left open by this ballot; a void one leaves all of them. */
const notHeld = ({ outcome }: Stop, seats: number): Seated => ({
  outcome,
  elected: [],
  runoff: [],
  vacancies: outcome === 'no_quorum' ? 0 : seats,
})

function fillSeats({ seats, candidates, write_ins }: ElectionInput, need: number | null): Seated {
  const qualified = [...candidates, ...write_ins]
    .filter(({ yes }) => yes >= (need ?? 1))
    .sort((a: Standing, b: Standing) => b.yes - a.yes)
  const last = qualified[seats - 1]
  const next = qualified[seats]
  const cut = last && next && last.yes === next.yes ? last.yes : -1
  const elected = (cut < 0 ? qualified.slice(0, seats) : qualified.filter(({ yes }) => yes > cut)).map(
    (c) => c.name,
  )
  const runoff = qualified.filter(({ yes }) => yes === cut).map((c) => c.name)
  const vacancies = seats - elected.length
  const outcome = runoff.length > 0 ? 'runoff' : vacancies > 0 ? 'partially_elected' : 'elected'
  return { outcome, elected, runoff, vacancies }
}

function countingFault({ present, ballots, candidates, write_ins }: ElectionInput): Stop | undefined {
  const valid = ballots ? ballots.returned - ballots.invalid : present
  const exceeds = valid < 0 || [...candidates, ...write_ins].some(({ yes }) => yes > valid)
  return exceeds ? { outcome: 'invalid_input', code: 'votes_exceed_present' } : undefined
}

/** 差额: at least seats + ceil(seats × num/den) candidates. */
function surplusFault({ candidate_surplus: surplus }: VotingRule, input: ElectionInput): Stop | undefined {
  if (!surplus) return undefined
  return input.candidates.length < leastCandidates(surplus, input.seats)
    ? { outcome: 'void', code: 'candidate_surplus' }
    : undefined
}

/** seats + ceil(seats × num/den), in whole persons. */
export function leastCandidates(
  surplus: NonNullable<VotingRule['candidate_surplus']>,
  seats: number,
): number {
  const product = seats * surplus.num
  const rest = product % surplus.den
  return seats + (product - rest) / surplus.den + (rest > 0 ? 1 : 0)
}

/**
 * Seats that nobody reached may be left empty where more than half of those who should elect agree (选举工作条例; DOMAIN
 * §3.3). Not while a run-off is open, and not in the place of an election in which nobody was elected.
 */
function reduceSeats(seated: Seated, { reduction, present }: ElectionInput, eligible: number): Seated {
  const agreed = reduction !== undefined && reduction.yes <= present && reduction.yes * 2 > eligible
  if (!agreed || seated.outcome !== 'partially_elected' || seated.elected.length === 0) return seated
  return { ...seated, outcome: 'elected', vacancies: 0 }
}

/** What may follow when seats are left. */
function remedy({ candidate_surplus: surplus }: VotingRule, vacancies: number, eligible: number): string {
  const least = leastCandidates(surplus ?? { num: 0, den: 1 }, vacancies)
  const half = (eligible - (eligible % 2)) / 2 + 1
  return `可以另行选举（候选人不少于${least}人）；接近应选名额，并经至少${half}人同意的，可以减少名额`
}

/** Valid ballots name at most so many as there are seats; a larger sum means that an over-vote was counted. */
function overVote({ seats, candidates, write_ins, present, ballots }: ElectionInput): string {
  const valid = ballots ? ballots.returned - ballots.invalid : present
  const sum = [...candidates, ...write_ins].reduce((total, { yes }) => total + yes, 0)
  return sum > seats * valid
    ? `得票合计${sum}票，多于应选${seats}人×有效票${valid}张，请复核有无多选的票`
    : ''
}

function tail(
  rule: VotingRule,
  input: ElectionInput,
  eligible: number,
  need: number | null,
  stop: Stop | undefined,
  { elected, runoff, vacancies, outcome }: Seated,
): string {
  if (stop?.outcome === 'no_quorum') return ''
  if (stop) return `；${stop.code ? codeWords[stop.code] : ''}，${outcomeWords[outcome]}`
  const seats = `应选${input.seats}人`
  const votes = [...input.candidates, ...input.write_ins].map(({ name, yes }) => `${name}${yes}票`).join('、')
  const rest = [
    `当选${elected.length}人${elected.length > 0 ? `（${elected.join('、')}）` : ''}`,
    runoff.length > 0 ? `${runoff.join('、')}得票相等，再次投票` : '',
    vacancies > 0 && runoff.length === 0 ? `缺额${vacancies}人，${remedy(rule, vacancies, eligible)}` : '',
    runoff.length === 0 && elected.length + vacancies < input.seats
      ? `经${input.reduction?.yes ?? 0}人（超过${eligible}人的半数）同意，名额减为${elected.length}人`
      : '',
    overVote(input),
  ]
  const basis = rule.pass?.basis === 'present' ? input.present : eligible
  const bar =
    need === null || !rule.pass ? '得票多的当选' : `${passLine(rule.pass, basis, need, need, '得票')}当选`
  return `；${seats}，${votes}；${bar.replace(/得票\d+人/, '得票')}；${rest.filter(Boolean).join('，')}`
}
