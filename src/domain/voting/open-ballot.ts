import type { CaseContext } from '../cases/case-context.ts'
import type {
  AboutResolution,
  Ballot,
  BallotMethod,
  BallotRoll,
  Candidate,
  Meeting,
  Resolution,
} from '../ports/index.ts'
import { Refusal } from '../refusals.ts'
import { bodyOf } from './electorate-bodies.ts'
import { plainBallot } from './plain-ballot.ts'
import { presenceOf } from './presence.ts'
import { previousOf } from './previous-ballot.ts'
import { electsHere, type Roll, rollFor, rollHash, runsOpenly, runsSecretly } from './roll.ts'
import type { VotingRule } from './rule.ts'
import { ruleInForce } from './rule-in-force.ts'
import { type CountContext, leastVoters } from './secret-ballot.ts'
import { articleOf } from './tally.ts'
import { noTellers, refuseTellers, type Tellers } from './tellers.ts'

/** What is put to the vote, under which rule, at which meeting, until when. */
export interface OpenBallot {
  organisationId: string
  meeting: Meeting | null
  matter: string
  rule: VotingRule
  important: boolean
  closesAt: Date
  /** Members who leave base and presence for this matter (回避). */
  recused?: readonly string[]
  /** Why the same text is voted on a second time in the same meeting. */
  reason?: string | undefined
  /** Default `open`. */
  method?: BallotMethod
  tellers?: Tellers
  /** Closed as soon as everybody on the roll has voted. */
  closeWhenAllVoted?: boolean
  /** The earlier resolution that is put to the vote again. */
  about?: { resolution: Resolution; how: AboutResolution } | null
  /** Of an election: what stands on the ballot paper. */
  election?: { id: string | null; seats: number; candidates: Candidate[]; runoffOf: string | null } | null
}

/**
 * Opens an open ballot: the roll is frozen as of `today` (a local date) and never follows the roster. Refuses a rule that
 * must be secret or is for another body, an empty roll, a meeting whose sign-in was begun and lacks the quorum, and a matter
 * that is being voted on or was decided in the same meeting (with a reason it is taken, and flagged). Where nobody has
 * signed in, a vote proves presence and the tally decides about the quorum.
 */
export async function openBallot(
  ctx: CountContext & { today: string },
  given: OpenBallot,
  by: string,
): Promise<Ballot> {
  const { unit, now, today } = ctx
  const { organisationId, meeting, recused = [] } = given
  const rule = await ruleInForce(ctx, organisationId, given.rule)
  const { method = 'open', election = null, tellers = noTellers, about = null } = given
  await refuseRule(ctx, organisationId, rule, method, election !== null)
  refuseTellers({ matter: given.matter, candidates: election?.candidates ?? [] }, tellers)
  const roll = await rollFor(rule, unit, organisationId, today, recused)
  if (!roll || roll.voters.length === 0) throw nobodyOn(rule, roll)
  if (method === 'electronic_secret' && roll.voters.length < leastVoters)
    throw new Refusal('ballot/too-few-voters', { voters: roll.voters.length, least: leastVoters })
  await refuseNeedlessRecusal(ctx, given)
  await refuseWithoutQuorum(ctx, meeting, rule, roll)
  // Taken first: its row lock makes two openings of one matter come one after the other.
  const number = await unit.nextNumber(organisationId, 'B', Number(today.slice(0, 4)))
  const previous = await previousOf(ctx, given)
  const id = unit.newId()
  const ballot: Ballot = {
    ...plainBallot,
    id,
    organisationId,
    meetingId: meeting?.id ?? null,
    number,
    matter: given.matter,
    rule,
    method,
    important: given.important,
    roster: roll.roster,
    counterId: tellers.counter?.memberId ?? null,
    scrutineerId: tellers.scrutineer?.memberId ?? null,
    closeWhenAllVoted: given.closeWhenAllVoted ?? false,
    // Made last, when nothing is refused any more: the key outlives a unit that fails.
    sealKey: method === 'electronic_secret' ? await ctx.seals.newKey(id) : null,
    electionId: election?.id ?? null,
    seats: election?.seats ?? null,
    candidates: election?.candidates ?? [],
    runoffOf: election?.runoffOf ?? null,
    aboutResolutionId: about?.resolution.id ?? null,
    aboutHow: about?.how ?? null,
    status: 'open',
    openedBy: by,
    openedAt: now,
    closesAt: given.closesAt,
    closedBy: null,
    closedAt: null,
    present: null,
    verdict: null,
    chairDecision: null,
    previous,
  }
  await unit.ballots.insert(ballot, roll.voters, rollOf(ctx, roll, recused))
  await remindVoters(ctx, ballot, roll)
  if (about) await unit.resolutions.setState(about.resolution.id, 'suspended_for_reconsideration')
  unit.record({
    organisationId,
    actorId: by,
    action: 'ballot.open',
    object: ballot.id,
    facts: {
      number,
      rule: rule.id,
      method,
      eligible: roll.voters.length,
      meeting: ballot.meetingId,
      important: given.important,
      ...(recused.length > 0 && { recused: recused.length }),
      ...(previous && { previous: previous.id, why: previous.why }),
    },
  })
  return ballot
}

/** Somebody without a vote on the matter cannot leave its roll: the name was a mistake, and the base would look smaller. */
export async function refuseNeedlessRecusal(
  { unit, today }: CaseContext & { today: string },
  { rule, organisationId, recused = [] }: Pick<OpenBallot, 'rule' | 'organisationId' | 'recused'>,
): Promise<void> {
  if (recused.length === 0) return
  const all = await rollFor(rule, unit, organisationId, today)
  const voters = new Set(all?.voters.map((one) => one.memberId))
  const strangers = recused.filter((id) => !voters.has(id))
  if (strangers.length === 0) return
  const names = (await unit.rosters.members(strangers)).map((one) => one.name)
  throw new Refusal('ballot/recused-without-vote', { names })
}

/** The roll's salt and hash: its names stay in the rows. */
export function rollOf(
  { unit, today }: CaseContext & { today: string },
  { voters }: Roll,
  recused: readonly string[],
): BallotRoll {
  const salt = unit.digest(`${unit.newId()} ${unit.newId()}`)
  const ids = voters.map((voter) => voter.memberId)
  return { asOf: today, recused: [...recused], salt, hash: rollHash(unit.digest, salt, ids) }
}

/** An empty roll: nobody of the body is registered, or all of them leave it for this matter. */
export const nobodyOn = (rule: VotingRule, roll: Roll | null): Refusal =>
  new Refusal('ballot/no-voters', {
    body: bodyOf(rule),
    voters: rule.voters,
    recused: roll !== null && 'recused' in roll.roster && roll.roster.recused > 0,
  })

async function refuseRule(
  { catalogue, unit }: CaseContext,
  organisationId: string,
  rule: VotingRule,
  method: BallotMethod,
  election: boolean,
): Promise<void> {
  if (method === 'open' && rule.secrecy === 'secret')
    throw new Refusal('ballot/secret-required', { rule: rule.label, article: articleOf(rule) })
  const runs = election ? electsHere : method === 'open' ? runsOpenly : runsSecretly
  const kind = (await unit.organisations.get(organisationId))?.kind
  if (kind && runs(rule, kind)) return
  const offered = [...catalogue.votingRules.values()].filter((one) => kind && runs(one, kind))
  throw new Refusal('ballot/rule-not-offered', { rule: rule.label, offered: offered.map((one) => one.label) })
}

async function refuseWithoutQuorum(
  { unit }: CaseContext,
  meeting: Meeting | null,
  rule: VotingRule,
  { roster, voters }: Roll,
): Promise<void> {
  const rows = meeting ? await unit.attendance.ofMeeting(meeting.id) : []
  const signedIn = new Set(rows.filter((row) => row.signedInAt !== null).map((row) => row.memberId))
  if (signedIn.size === 0) return
  const present = voters.filter((voter) => signedIn.has(voter.memberId)).length
  const { quorum_met: met, quorum_need: need } = presenceOf(rule, roster, present)
  if (!met) throw new Refusal('ballot/no-quorum', { present, need, voters: rule.voters })
}

/** Shares of the time for voting after which those who have not voted are reminded, and the least time that is worth it. */
const reminderStages = [
  { stage: 'half', share: 0.5, leastMs: 4 * 3_600_000 },
  { stage: 'last', share: 0.8, leastMs: 20 * 60_000 },
] as const

/** Plans a reminder for each voter; whoever has voted by then gets none (the view finds nothing to remind of). */
async function remindVoters(
  { unit, now }: CaseContext,
  { id, organisationId, method, closesAt }: Ballot,
  { voters }: Roll,
): Promise<void> {
  if (method === 'paper') return
  const length = +closesAt - +now
  const planned = reminderStages
    .filter(({ leastMs }) => length >= leastMs)
    .flatMap(({ stage, share }) =>
      voters.map(({ memberId }) => ({
        id: unit.newId(),
        organisationId,
        subject: 'ballot' as const,
        ref: id,
        stage,
        dueAt: new Date(Math.floor((+now + length * share) / 60_000) * 60_000),
        roles: [],
        memberId,
      })),
    )
  await unit.reminders.replace('ballot', id, planned)
}
