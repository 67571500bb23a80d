import { nominationsCard } from '../../cards/election-cards.ts'
import { draftedRequest, writtenRequest } from '../../domain/approval/request-text.ts'
import { listOf } from '../../domain/elections/candidates.ts'
import { nextStep } from '../../domain/elections/next-step.ts'
import { electionView } from '../../domain/elections/record-election.ts'
import type { Organisation } from '../../domain/organisation/types.ts'
import type { Approval, Candidate, Election } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { addresseeOf } from '../approval/addressee.ts'
import { submitRequest } from '../approval/new-request.ts'
import { caseNumber, members, text } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { electable, electionNamed } from './find.ts'

export const electionNumber = optional(positional(caseNumber({ letter: 'X' })))
export const addressee = optional(keyed(text({ label: '主送', max: 40, placeholder: '上级组织的名称' })))

/**
 * `/选举 名单 X2026-001 候选人=张三、李四、王五、赵六`: the preliminary list, by strokes, goes to the superior for consent.
 * Without names: what was recommended, in private.
 */
export const listCandidates = defineCommand({
  name: '选举 名单',
  aliases: ['候选人名单'],
  summary: '查看推荐汇总，或确定候选人预备人选并报上级同意',
  example: '/选举 名单 X2026-001 候选人=张三、李四、王五、赵六',
  permission: 'election.run',
  scope: 'branch-or-union',
  args: {
    number: electionNumber,
    candidates: optional(keyed(members({ label: '候选人' }))),
    addressee,
  },
  async run({ number, candidates, addressee: to }, ctx, { organisation }) {
    const found = await electionNamed(ctx, organisation.id, number)
    if (!candidates) return { card: await nominationsOf(ctx, found), privately: true }
    const election = (await ctx.unit.elections.getForUpdate(found.id)) ?? found
    const consent = election.consentId ? await ctx.unit.approvals.get(election.consentId) : null
    const refused = consent?.state === 'rejected' || consent?.state === 'returned'
    const listing =
      election.state === 'nominating' ||
      election.state === 'partial' ||
      (election.state === 'listed' && refused)
    if (!listing)
      throw new Refusal('election/not-now', {
        number: election.number,
        next: nextStep(election, consent?.state ?? null),
      })
    const list = listOf(election, candidates, await electable(ctx, election))
    const request = await askSuperior(ctx, organisation, to, {
      matter: `${election.body}候选人预备人选`,
      text: `经推荐和研究，${election.body}选举应选${election.seats - election.elected.length}人，拟提出候选人预备人选${list.length}人（按姓氏笔画为序）：${namesOf(list)}。`,
    })
    await ctx.unit.elections.update(election.id, {
      state: 'listed',
      candidates: list,
      consentId: request.id,
    })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'election.list',
      object: election.id,
      facts: { candidates: list.length, request: request.number },
    })
    ctx.unit.touch(electionView, election.id)
    return { view: electionView, ref: election.id }
  },
})

export const namesOf = (people: readonly Candidate[]): string => people.map((one) => one.name).join('、')

async function nominationsOf(ctx: Ctx, election: Election) {
  const { took, counts } = await ctx.unit.elections.nominations(election.id)
  const people = await ctx.unit.rosters.members(counts.map((one) => one.memberId))
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? ''
  return nominationsCard(
    election,
    took,
    counts.map(({ memberId, count }) => ({ name: nameOf(memberId), count })),
  )
}

/** A request of the election's to the superior. */
export async function askSuperior(
  ctx: Ctx,
  organisation: Organisation,
  named: string | undefined,
  { matter, text: said }: { matter: string; text: string },
): Promise<Approval> {
  const to = await addresseeOf(ctx, organisation, named)
  const facts = { matter, branch: organisation.name, addressee: to.name, date: ctx.today, attachments: [] }
  return submitRequest(ctx, organisation.id, {
    matter,
    to,
    body: said === '' ? draftedRequest(facts) : writtenRequest(facts, said),
    about: null,
  })
}
