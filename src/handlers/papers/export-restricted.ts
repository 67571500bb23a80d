import { z } from 'zod'
import {
  exportCancel,
  exportConfirm,
  exportConfirmCard,
  exportDecline,
  exportSecond,
  exportSecondCard,
} from '../../cards/export-cards.ts'
import { noteCard } from '../../cards/plain-cards.ts'
import type { Proposal } from '../../domain/ports/index.ts'
import { Refusal } from '../../domain/refusals.ts'
import { defineAction } from '../define/action.ts'
import type { Reply } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { circleOfExport, type ExportOrder, exportOrder, planExport } from './export-order.ts'

const hour = 60 * 60 * 1000
/** How long the one who asked has to confirm, and another person of the circle after that. */
const patience = { own: hour, second: 24 * hour }

const secondOrder = exportOrder.extend({ platform: z.string() })

const seconders = async (ctx: Ctx, given: ExportOrder, asker: string): Promise<string[]> =>
  (await circleOfExport(ctx, given)).filter((id) => id !== asker)

async function propose(
  ctx: Ctx,
  kind: 'export' | 'export.second',
  data: ExportOrder,
  ms: number,
): Promise<string> {
  const id = ctx.unit.newId()
  const proposal = { id, kind, data, proposedBy: ctx.me().id, state: 'open' as const }
  await ctx.unit.proposals.insert({ ...proposal, proposedAt: ctx.now, expiresAt: new Date(+ctx.now + ms) })
  return id
}

/** A restricted export is asked for twice, and needs another person of the circle besides (DOMAIN §7.1, class S3). */
export async function askAgain(ctx: Ctx, given: ExportOrder): Promise<Reply> {
  if ((await seconders(ctx, given, ctx.me().id)).length === 0) throw new Refusal('paper/no-second-person', {})
  const id = await propose(ctx, 'export', given, patience.own)
  return { card: exportConfirmCard(id, given.what), privately: true }
}

/** 确认 of the one who asked: now the others of the circle are asked. */
export const confirmExport = defineAction(exportConfirm, async ({ proposal: id }, ctx) => {
  const proposal = await ctx.unit.proposals.get(id)
  if (proposal?.kind !== 'export' || proposal.proposedBy !== ctx.me().id || proposal.expiresAt <= ctx.now)
    throw new Refusal('card/not-readable', {})
  if (!(await ctx.unit.proposals.decide(id, 'confirmed', ctx.me().id, ctx.now)))
    return { toast: '已经确认过了', tone: 'info' }
  const given = exportOrder.parse(proposal.data)
  const others = await seconders(ctx, given, ctx.me().id)
  if (others.length === 0) throw new Refusal('paper/no-second-person', {})
  const second = await propose(
    ctx,
    'export.second',
    { ...given, platform: ctx.platform } as ExportOrder,
    patience.second,
  )
  const card = exportSecondCard(second, { what: given.what, asker: ctx.me().name })
  for (const memberId of others) tell(ctx, `export-second:${second}:${memberId}`, memberId, { card })
  record(ctx, given, 'export.ask', second)
  return {
    toast: '已提交复核',
    card: noteCard('等待复核', `${given.what}：已请知情范围内的其他任职人员复核，24小时内有效。`),
  }
})

/** 取消: nothing leaves. */
export const cancelExport = defineAction(exportCancel, async ({ proposal: id }, ctx) => {
  const proposal = await ctx.unit.proposals.get(id)
  if (proposal?.kind !== 'export' || proposal.proposedBy !== ctx.me().id)
    throw new Refusal('card/not-yours', {})
  await ctx.unit.proposals.decide(id, 'cancelled', ctx.me().id, ctx.now)
  return { toast: '已取消', card: noteCard('已取消导出', '没有导出任何文件。') }
})

/** 同意导出 of another person of the circle: the export begins, and the circle is told. */
export const secondExport = defineAction(exportSecond, async ({ proposal: id }, ctx) => {
  const { given, asker, circle } = await asked(ctx, id)
  if (!(await ctx.unit.proposals.decide(id, 'confirmed', ctx.me().id, ctx.now)))
    return { toast: '已经有人办理过了', tone: 'info' }
  const people = { memberId: asker, platform: given.platform, secondBy: ctx.me().id }
  const reply = await planExport(ctx, given, people)
  if ('view' in reply) tell(ctx, `export:${id}`, asker, { view: reply.view, ref: reply.ref }, given.platform)
  const [by] = await ctx.unit.rosters.members([asker])
  const told = `${given.what}。导出人：${by?.name ?? ''}；复核人：${ctx.me().name}。`
  const card = noteCard('限定人员可见的材料已导出', told)
  for (const memberId of circle) tell(ctx, `export-told:${id}:${memberId}`, memberId, { card })
  return { toast: '已同意导出', card: noteCard('已同意导出', told) }
})

/** 不同意: nothing leaves, and the one who asked is told. */
export const declineExport = defineAction(exportDecline, async ({ proposal: id }, ctx) => {
  const { given, asker } = await asked(ctx, id)
  if (!(await ctx.unit.proposals.decide(id, 'cancelled', ctx.me().id, ctx.now)))
    return { toast: '已经有人办理过了', tone: 'info' }
  record(ctx, given, 'export.decline', id)
  const told = `${given.what}：${ctx.me().name}不同意导出，没有导出任何文件。`
  tell(ctx, `export-declined:${id}`, asker, { card: noteCard('复核未通过', told) }, given.platform)
  return { toast: '已登记：不同意', card: noteCard('未同意导出', told) }
})

/** What the card of a second person asks, for one who is of the circle now and not the one who asked. */
async function asked(ctx: Ctx, id: string) {
  const proposal: Proposal | null = await ctx.unit.proposals.get(id)
  const asker = proposal?.proposedBy
  if (proposal?.kind !== 'export.second' || !asker) throw new Refusal('card/not-readable', {})
  if (proposal.expiresAt <= ctx.now) throw new Refusal('paper/second-too-late', {})
  const given = secondOrder.parse(proposal.data)
  const circle = await circleOfExport(ctx, given)
  if (asker === ctx.me().id || !circle.includes(ctx.me().id)) throw new Refusal('paper/not-second-person', {})
  return { given, asker, circle }
}

type Content = Parameters<Ctx['unit']['send']>[0]['content']

const tell = (ctx: Ctx, key: string, memberId: string, content: Content, platform = ctx.platform) =>
  ctx.unit.send({ key, kind: 'reply', platform, recipient: { memberId }, content, priority: 'reply' })

const record = (ctx: Ctx, { organisationId, kind }: ExportOrder, action: string, object: string) =>
  ctx.unit.record({ organisationId, actorId: ctx.me().id, action, object, facts: { kind } })
