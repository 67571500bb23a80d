import { bodyWords, electedBodies, electedIn } from '../../domain/elections/bodies.ts'
import { electionView } from '../../domain/elections/record-election.ts'
import type { Election } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { ruleInForce } from '../../domain/voting/rule-in-force.ts'
import { choice } from '../arguments/index.ts'
import { deadline, seatsArg, secretMethodWords } from '../ballot/arguments.ts'
import { methodMeant, yesOrNo } from '../ballot/open.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import { postToGroup } from '../define/messages.ts'

const dayMs = 24 * 3_600_000
/** How long names are recommended when nothing is said. */
const nominationDays = 2

/** `/选举 新建 支部委员会 名额=3 方式=现场票决`: members recommend on its card in the group. */
export const createElection = defineCommand({
  name: '选举 新建',
  aliases: ['新建选举', '换届选举'],
  summary: '新建选举：推荐、候选人预备人选、上级同意、正式投票',
  example: '/选举 新建 支部委员会 名额=3 方式=现场票决',
  permission: 'election.run',
  scope: 'branch-or-union',
  args: {
    body: positional(choice({ label: '机构', words: bodyWords })),
    seats: optional(seatsArg('名额')),
    method: optional(keyed(choice({ label: '方式', words: secretMethodWords }))),
    until: optional(keyed(deadline('截止'))),
    fills: optional(keyed(choice({ label: '补选', words: yesOrNo }))),
  },
  async run({ body: key, seats, method, until, fills = false }, ctx, { organisation }) {
    const { label: body, rule: ruleId, office, seats: usual, in: kind } = electedBodies[key]
    if (kind !== organisation.kind)
      throw new Refusal('election/other-body', { body, offered: electedIn(organisation.kind) })
    const rule = ctx.catalogue.votingRules.get(ruleId)
    if (!rule) throw new Refusal('ballot/rule-not-offered', { rule: ruleId, offered: [] })
    // Taken first: its row lock makes two elections of one body come one after the other.
    const number = await ctx.unit.nextNumber(organisation.id, 'X', Number(ctx.today.slice(0, 4)))
    const running = (await ctx.unit.elections.latest(organisation.id, 20)).find(
      (one) => one.body === body && one.state !== 'confirmed',
    )
    if (running) throw new Refusal('election/running', { number: running.number, body })
    const election: Election = {
      id: ctx.unit.newId(),
      organisationId: organisation.id,
      number,
      body,
      rule: await ruleInForce(ctx, organisation.id, rule),
      seats: seats ?? usual,
      method: await methodMeant(ctx, organisation, method ?? '现场票决'),
      office,
      byElection: fills,
      state: 'nominating',
      candidates: [],
      elected: [],
      meetingId: null,
      consentId: null,
      approvalId: null,
      createdBy: ctx.me().id,
      createdAt: ctx.now,
      nominateUntil: until ?? new Date(+ctx.now + nominationDays * dayMs),
    }
    await ctx.unit.elections.insert(election)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'election.create',
      object: election.id,
      facts: { number, rule: ruleId, seats: election.seats, method: election.method },
    })
    const content = { view: electionView, ref: election.id }
    if (ctx.chat.type !== 'group')
      await postToGroup(ctx, organisation.id, { key: `election:${election.id}`, content, priority: 'reply' })
    return content
  },
})
