import { nextStep } from '../../domain/elections/next-step.ts'
import { electionView } from '../../domain/elections/record-election.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineCommand } from '../define/command.ts'
import { electionNamed, lastBallot } from './find.ts'
import { addressee, askSuperior, electionNumber, namesOf } from './list.ts'

/** `/选举 报批 X2026-001`: asks the superior to approve the result; offices that were elected begin with the reply. */
export const reportElection = defineCommand({
  name: '选举 报批',
  aliases: ['选举结果报批'],
  summary: '将选举结果报上级批准，批复后登记任职',
  example: '/选举 报批 X2026-001',
  permission: 'election.run',
  scope: 'branch-or-union',
  args: { number: electionNumber, addressee },
  async run({ number, addressee: to }, ctx, { organisation }) {
    const found = await electionNamed(ctx, organisation.id, number)
    const election = (await ctx.unit.elections.getForUpdate(found.id)) ?? found
    const before = election.approvalId ? await ctx.unit.approvals.get(election.approvalId) : null
    const again =
      election.state === 'reported' && (before?.state === 'returned' || before?.state === 'rejected')
    if (election.state !== 'elected' && !again)
      throw new Refusal('election/not-now', { number: election.number, next: nextStep(election, null) })
    const ballot = await lastBallot(ctx, election)
    const request = await askSuperior(ctx, organisation, to, {
      matter: `批准${election.body}选举结果`,
      text: `经选举，${namesOf(election.elected)}当选${election.body}。${ballot?.verdict?.arithmetic ?? ''}。`,
    })
    await ctx.unit.elections.update(election.id, { state: 'reported', approvalId: request.id })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'election.report',
      object: election.id,
      facts: { request: request.number },
    })
    ctx.unit.touch(electionView, election.id)
    return { view: electionView, ref: election.id }
  },
})

/** `/选举 查询 X2026-001`: where an election stands. */
export const showElection = defineCommand({
  name: '选举 查询',
  aliases: ['查选举', '选举'],
  summary: '查看选举的进展、名单和结果',
  example: '/选举 查询 X2026-001',
  permission: 'election.show',
  scope: 'branch-or-union',
  args: { number: electionNumber },
  async run({ number }, ctx, { organisation }) {
    const election = await electionNamed(ctx, organisation.id, number)
    return { view: electionView, ref: election.id }
  },
})
