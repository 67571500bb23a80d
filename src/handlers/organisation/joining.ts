import { z } from 'zod'
import {
  joinedCard,
  joiningCancel,
  joiningConfirm,
  joiningProposalCard,
  welcomeCard,
} from '../../cards/organisation-cards.ts'
import type { Organisation, StandingKind } from '../../domain/organisation/types.ts'
import { standingsIn } from '../../domain/organisation/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { flagCorrections } from '../../domain/voting/corrections.ts'
import { defineAction } from '../define/action.ts'
import type { ChatChangeHandler, ChatNews } from '../define/chat-change.ts'
import type { Base, Ctx } from '../define/context.ts'
import { noteReading } from '../meeting/reading.ts'

const proposalKind = 'joining'
const proposalDays = 30
const joiningData = z.object({
  organisationId: z.uuid(),
  name: z.string(),
  identities: z.array(z.object({ platform: z.string(), kind: z.string(), value: z.string() })),
})

/** Welcomes the group, proposes people who join, notes who has read a notice. */
export const chatChanges: ChatChangeHandler = {
  async run(news, ctx) {
    if (news.change === 'bot-added')
      ctx.unit.send({
        key: `welcome:${ctx.key}`,
        kind: 'card',
        platform: ctx.platform,
        recipient: { chatId: news.chatId },
        content: { card: welcomeCard() },
        priority: 'reply',
      })
    if (news.change === 'members-added') await proposeMembers(news, ctx)
    if (news.change === 'message-read') await noteReading(news.messageIds, news.reader, ctx)
    if (news.change === 'disbanded') await ctx.unit.organisations.unbind(ctx.platform, news.chatId)
  },
}

async function proposeMembers(
  news: Extract<ChatNews, { people: unknown }>,
  ctx: Base & { platform: string; key: string },
) {
  const organisation = await ctx.unit.organisations.ofChat(ctx.platform, news.chatId)
  if (!organisation || organisation.kind === 'group') return
  const roster = await ctx.unit.rosters.roster(organisation.id, ctx.today)
  for (const one of news.people) {
    const known = await ctx.unit.rosters.memberOf(one.identities)
    if (known && roster.some((entry) => entry.memberId === known.id)) continue
    const id = ctx.unit.newId()
    await ctx.unit.proposals.insert({
      id,
      kind: proposalKind,
      data: { organisationId: organisation.id, name: one.name, identities: one.identities },
      proposedBy: null,
      proposedAt: ctx.now,
      expiresAt: new Date(+ctx.now + proposalDays * 86_400_000),
      state: 'open',
    })
    ctx.unit.send({
      key: `joining:${id}`,
      kind: 'card',
      platform: ctx.platform,
      recipient: { chatId: news.chatId },
      content: {
        card: joiningProposalCard({
          id,
          organisation: organisation.name,
          kind: organisation.kind,
          name: one.name,
        }),
      },
      priority: 'reply',
    })
  }
}

async function decide(ctx: Ctx, id: string, state: 'confirmed' | 'cancelled') {
  const proposal = await ctx.unit.proposals.get(id)
  if (!proposal || proposal.kind !== proposalKind) throw new Refusal('card/not-ours', {})
  const data = joiningData.parse(proposal.data)
  const organisation = await ctx.unit.organisations.get(data.organisationId)
  if (!organisation) throw new Refusal('card/not-ours', {})
  await allowRosterChange(ctx, organisation)
  if (proposal.state === 'open' && proposal.expiresAt <= ctx.now) throw new Refusal('card/expired', {})
  if (!(await ctx.unit.proposals.decide(id, state, ctx.me().id, ctx.now)))
    throw new Refusal('card/decided', {})
  return { data, organisation }
}

const allowRosterChange = (ctx: Ctx, organisation: Organisation) =>
  ctx.allow(organisation.kind === 'superior' ? 'superior.roster.change' : 'roster.change', organisation.id)

export const confirmJoining = defineAction(joiningConfirm, async ({ proposal, standing }, ctx) => {
  const { data, organisation } = await decide(ctx, proposal, 'confirmed')
  const offered: readonly StandingKind[] = standingsIn[organisation.kind]
  const kind = offered.includes(standing) ? standing : standingsIn[organisation.kind][0]
  const member = await ctx.unit.rosters.ensureMember(data.name, data.identities)
  await ctx.unit.rosters.setStanding(organisation.id, member.id, kind, ctx.today, ctx.me().id)
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: ctx.me().id,
    action: 'standing.set',
    object: member.id,
    facts: { standing: kind, from: ctx.today },
  })
  await flagCorrections(ctx, organisation.id, [member.id], ctx.today, ctx.me().id)
  return { toast: '已列入名册', card: joinedCard(data.name, kind) }
})

export const cancelJoining = defineAction(joiningCancel, async ({ proposal }, ctx) => {
  const { data } = await decide(ctx, proposal, 'cancelled')
  return { toast: '没有列入名册', tone: 'info', card: joinedCard(data.name, null) }
})
