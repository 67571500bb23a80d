import { leastCandidates, seatsLeft } from '../../domain/elections/candidates.ts'
import { nextStep } from '../../domain/elections/next-step.ts'
import { electionView, nextBallot } from '../../domain/elections/record-election.ts'
import type { Election } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { openBallot } from '../../domain/voting/open-ballot.ts'
import { caseNumber, member } from '../arguments/index.ts'
import { deadline } from '../ballot/arguments.ts'
import { defaultMinutes, meetingFor, postedBallot } from '../ballot/open.ts'
import { sendPapers } from '../ballot/secret.ts'
import { keyed, optional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { electionNamed, lastBallot } from './find.ts'
import { electionNumber } from './list.ts'

/**
 * `/选举 投票 X2026-001 计票人=… 监票人=…`: the formal ballot over the list that the superior agreed to; after a tie at the last
 * seat a run-off among the tied, after a partial result a separate election for the seats that are left.
 */
export const voteInElection = defineCommand({
  name: '选举 投票',
  aliases: ['选举投票'],
  summary: '上级同意候选人预备人选后正式投票；得票相等的再次投票，缺额的另行选举',
  example: '/选举 投票 X2026-001 计票人=李四 监票人=王五',
  permission: 'election.run',
  scope: 'branch-or-union',
  args: {
    number: electionNumber,
    meeting: optional(keyed(caseNumber({ label: '会议', letter: 'D' }))),
    counter: optional(keyed(member({ label: '计票人' }))),
    scrutineer: optional(keyed(member({ label: '监票人' }))),
    until: optional(keyed(deadline('截止'))),
  },
  async run({ number, meeting, counter, scrutineer, until }, ctx, { organisation }) {
    const found = await electionNamed(ctx, organisation.id, number)
    const election = (await ctx.unit.elections.getForUpdate(found.id)) ?? found
    await refuseTooEarly(ctx, election)
    const last = await lastBallot(ctx, election)
    const { candidates, runoffOf } = nextBallot(election, last)
    const seats = seatsLeft(election)
    const least = leastCandidates(election.rule, seats)
    if (runoffOf === null && candidates.length < least)
      throw new Refusal('election/too-few', { given: candidates.length, seats, least })
    const ballot = await openBallot(
      ctx,
      {
        organisationId: organisation.id,
        meeting: await meetingFor(ctx, organisation.id, meeting),
        matter: `选举${election.body}${roundWords(election)}`,
        rule: election.rule,
        important: false,
        closesAt: until ?? new Date(+ctx.now + defaultMinutes[election.method] * 60_000),
        method: election.method,
        tellers: { counter: counter ?? null, scrutineer: scrutineer ?? null },
        election: { id: election.id, seats, candidates, runoffOf },
      },
      ctx.me().id,
    )
    await ctx.unit.elections.update(election.id, { state: 'voting', meetingId: ballot.meetingId })
    ctx.unit.touch(electionView, election.id)
    if (election.method === 'electronic_secret') await sendPapers(ctx, ballot)
    return postedBallot(ctx, ballot)
  },
})

const roundWords = ({ state }: Election): string =>
  state === 'runoff' ? '（得票相等再次投票）' : state === 'partial' ? '（缺额另行选举）' : ''

/** Before consent nobody votes; and not while a ballot is open or everybody was elected. */
async function refuseTooEarly(ctx: Ctx, election: Election): Promise<void> {
  const consent = election.consentId ? await ctx.unit.approvals.get(election.consentId) : null
  const { number, state } = election
  if (state === 'nominating' || !consent)
    throw new Refusal('election/no-consent', { number, request: '', state: null })
  if (consent.state !== 'agreed' && consent.state !== 'agreed_in_principle')
    throw new Refusal('election/no-consent', { number, request: consent.number, state: consent.state })
  if (state !== 'listed' && state !== 'runoff' && state !== 'partial')
    throw new Refusal('election/not-now', { number, next: nextStep(election, consent.state) })
}
