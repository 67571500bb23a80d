import { z } from 'zod'
import {
  type BoundKind,
  bindingCancel,
  bindingCancelledCard,
  bindingConfirm,
  bindingProposalCard,
  boundCard,
} from '../../cards/organisation-cards.ts'
import { laterOf } from '../../domain/calendar/dates.ts'
import { periodOf } from '../../domain/calendar/periods.ts'
import type { Organisation, OrganisationKind } from '../../domain/organisation/types.ts'
import { organisationWords, standingsIn } from '../../domain/organisation/words.ts'
import type { PersonIdentity } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { choice, dateOnly, text } from '../arguments/index.ts'
import { defineAction } from '../define/action.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'

const person = z.object({
  name: z.string(),
  identities: z.array(z.object({ platform: z.string(), kind: z.string(), value: z.string() })),
})

/** What a binding proposal keeps until it is confirmed. */
const bindingData = z.object({
  kind: z.enum(['superior', 'branch', 'union']),
  name: z.string(),
  superiorId: z.uuid().nullable(),
  /** Day of foundation, where it was given. */
  foundedOn: z.string().nullish(),
  chatId: z.string(),
  people: z.array(person),
})
const proposalKind = 'binding'
const proposalMinutes = 30

type Person = z.infer<typeof person>

const sameIdentity = (a: PersonIdentity, b: PersonIdentity): boolean =>
  a.platform === b.platform && a.kind === b.kind && a.value === b.value

const isActor = (ctx: Ctx) => (one: Person) =>
  one.identities.some((a) => ctx.actor.identities.some((b) => sameIdentity(a, b)))

async function refuseBound(ctx: Ctx, kind: BoundKind, name: string, chatId: string): Promise<void> {
  const present = await ctx.unit.organisations.ofChat(ctx.platform, chatId)
  if (present) throw new Refusal('organisation/chat-bound', { name: present.name })
  for (const one of await ctx.unit.organisations.byName(kind, name))
    if (await ctx.unit.organisations.chatOf(one.id))
      throw new Refusal('organisation/name-taken', { name, kind: organisationWords[kind] })
}

/** Which organisations may stand above one of a kind: a union works under its branch's leadership, or a superior's. */
const kindsAbove: Record<BoundKind, readonly OrganisationKind[]> = {
  superior: ['superior'],
  branch: ['superior'],
  union: ['branch', 'superior'],
}

async function superiorNamed(ctx: Ctx, kind: BoundKind, name: string | undefined, own: string) {
  if (name === undefined || kindsAbove[kind].length === 0) return null
  for (const above of kindsAbove[kind]) {
    const [found] = await ctx.unit.organisations.byName(above, name)
    if (found) {
      if (kind === 'superior') await refuseCircle(ctx, found, own)
      return found
    }
  }
  throw new Refusal('organisation/superior-unknown', { name })
}

/** A superior that is taken up again cannot stand under itself, nor under one of those below it. */
async function refuseCircle(ctx: Ctx, above: Organisation, own: string): Promise<void> {
  for (let one: Organisation | null = above; one?.kind === 'superior'; ) {
    if (one.name === own) throw new Refusal('organisation/circle', { name: own, above: above.name })
    one = one.parentId ? await ctx.unit.organisations.get(one.parentId) : null
  }
}

/**
 * `/绑定 上级 局党委`, `/绑定 支部 机关第一党支部 上级=局党委`, `/绑定 工会 机关工会 上级=机关第一党支部`: asks for
 * confirmation, changes nothing yet.
 */
export const bind = defineCommand({
  name: '绑定',
  summary: '把本群绑定为支部、上级组织或工会，名册从群成员读取',
  example: '/绑定 支部 机关第一党支部 上级=局党委',
  permission: 'organisation.bind',
  scope: 'none',
  args: {
    kind: positional(choice({ label: '类型', words: { 上级: 'superior', 支部: 'branch', 工会: 'union' } })),
    name: positional(text({ label: '名称', max: 40, placeholder: '例如：机关第一党支部' })),
    superior: optional(
      keyed(text({ label: '上级', max: 40, placeholder: '上级组织的名称；不在系统内的可不填' })),
    ),
    founded: optional(keyed(dateOnly({ label: '成立', keys: ['成立日期'], past: true }))),
  },
  look: async (directory, chat) => (chat.type === 'group' && chat.id ? directory.chatMembers(chat.id) : []),
  async run({ kind, name, superior, founded }, ctx, { looked: people }) {
    if (ctx.chat.type !== 'group' || !ctx.chat.id) throw new Refusal('place/group-only', {})
    await refuseBound(ctx, kind, name, ctx.chat.id)
    const parent = await superiorNamed(ctx, kind, superior, name)
    const binder = people.find(isActor(ctx))
    if (!binder) throw new Refusal('roster/empty', {})
    const me = await ctx.unit.rosters.ensureMember(binder.name, binder.identities)
    const id = ctx.unit.newId()
    await ctx.unit.proposals.insert({
      id,
      kind: proposalKind,
      data: {
        kind,
        name,
        superiorId: parent?.id ?? null,
        foundedOn: founded ?? null,
        chatId: ctx.chat.id,
        people,
      } satisfies z.infer<typeof bindingData>,
      proposedBy: me.id,
      proposedAt: ctx.now,
      expiresAt: new Date(+ctx.now + proposalMinutes * 60_000),
      state: 'open',
    })
    const others = people.filter((one) => one !== binder).map((one) => one.name)
    return {
      card: bindingProposalCard({
        id,
        kind,
        name,
        superior: parent?.name ?? null,
        binder: binder.name,
        others,
      }),
    }
  },
})

/** Decides an open proposal of this kind by the person who made it; refuses the second click and the late one. */
async function decide(ctx: Ctx, id: string, state: 'confirmed' | 'cancelled') {
  const proposal = await ctx.unit.proposals.get(id)
  if (!proposal || proposal.kind !== proposalKind) throw new Refusal('card/not-ours', {})
  if (proposal.proposedBy !== ctx.me().id) throw new Refusal('card/not-yours', {})
  if (proposal.state === 'open' && proposal.expiresAt <= ctx.now) throw new Refusal('card/expired', {})
  if (!(await ctx.unit.proposals.decide(id, state, ctx.me().id, ctx.now)))
    throw new Refusal('card/decided', {})
  return bindingData.parse(proposal.data)
}

/** 确认: the organisation, its chat, its roster and the binder's office, in one unit. */
export const confirmBinding = defineAction(bindingConfirm, async ({ proposal }, ctx) => {
  const me = ctx.me()
  const data = await decide(ctx, proposal, 'confirmed')
  await refuseBound(ctx, data.kind, data.name, data.chatId)
  const organisation = await organisationFor(ctx, data)
  const bound = await ctx.unit.organisations.bind({
    platform: ctx.platform,
    chatId: data.chatId,
    organisationId: organisation.id,
    boundBy: me.id,
    boundAt: ctx.now,
  })
  if (!bound) throw new Refusal('organisation/chat-bound', { name: data.name })
  const standing = standingsIn[data.kind][0]
  for (const one of data.people) {
    const member = await ctx.unit.rosters.ensureMember(one.name, one.identities)
    await ctx.unit.rosters.setStanding(organisation.id, member.id, standing, ctx.today, me.id)
  }
  await ctx.unit.rosters.setOffice(organisation.id, me.id, headOffice[data.kind], ctx.today, me.id, true)
  ctx.unit.record({
    organisationId: organisation.id,
    actorId: me.id,
    action: 'organisation.bind',
    object: organisation.id,
    facts: { kind: data.kind, members: data.people.length, superior: data.superiorId },
  })
  return { toast: '已绑定', card: boundCard(data.kind, data.name, data.people.length) }
})

/** The office that the binder takes. */
const headOffice = { superior: 'superior_clerk', branch: 'secretary', union: 'union_chair' } as const

/** An organisation of that name whose group was dissolved is taken up again; otherwise a new one is founded. */
async function organisationFor(ctx: Ctx, data: z.infer<typeof bindingData>): Promise<Organisation> {
  const [present] = await ctx.unit.organisations.byName(data.kind, data.name)
  if (present) {
    if (data.superiorId) await ctx.unit.organisations.update(present.id, { parentId: data.superiorId })
    return present
  }
  // Duties run from the quarter in which it came to us, or from its foundation in it: earlier ones have no records here.
  const foundedOn = laterOf(data.foundedOn ?? '', periodOf(ctx.today, 'quarter').start)
  const organisation: Organisation = {
    id: ctx.unit.newId(),
    kind: data.kind,
    parentId: data.superiorId,
    name: data.name,
    foundedOn,
    committeeFrom: null,
    unionFrom: data.kind === 'union' ? foundedOn : null,
    dissolvedOn: null,
    createdAt: ctx.now,
  }
  await ctx.unit.organisations.insert(organisation)
  if (data.kind === 'union' && data.superiorId) await giveUnion(ctx, data.superiorId, foundedOn)
  return organisation
}

/** A branch with a union owes the yearly staff assembly from then on. */
async function giveUnion(ctx: Ctx, branchId: string, from: string): Promise<void> {
  const branch = await ctx.unit.organisations.get(branchId)
  if (branch?.kind === 'branch' && !branch.unionFrom)
    await ctx.unit.organisations.update(branchId, { unionFrom: from })
}

/** 取消: nothing was bound, and the card says so. */
export const cancelBinding = defineAction(bindingCancel, async ({ proposal }, ctx) => {
  const data = await decide(ctx, proposal, 'cancelled')
  return { toast: '已取消', tone: 'info', card: bindingCancelledCard(data.name) }
})
