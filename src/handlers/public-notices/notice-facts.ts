import type { NoticeFacts } from '../../cards/public-notice-cards.ts'
import { localDate } from '../../domain/calendar/local-time.ts'
import type { NoticeVersion, PublicNotice } from '../../domain/ports/index.ts'
import { currentAcceptor } from '../../domain/public-notices/acceptor.ts'
import { noticeStateWords } from '../../domain/public-notices/words.ts'
import { Refusal } from '../../domain/refusals.ts'
import { refuseElsewhere } from '../define/card-place.ts'
import type { Base, Ctx } from '../define/context.ts'

/** What every card of a notice shows. */
export async function noticeFacts(
  ctx: Base,
  notice: PublicNotice,
  text: NoticeVersion,
): Promise<NoticeFacts> {
  const branch = await ctx.unit.organisations.get(notice.organisationId)
  return {
    notice,
    text,
    branch: branch?.name ?? '',
    acceptor: await acceptorName(ctx, notice),
    objections: await ctx.unit.publicNotices.objections(notice.id),
    provisional: endsProvisionally(ctx, notice),
    zone: ctx.zone,
  }
}

/** Whether a period that runs ends in a year whose days off are not announced yet. */
export const endsProvisionally = (ctx: Base, { state, endsAt }: PublicNotice): boolean =>
  state === 'open' && endsAt !== null && ctx.catalogue.calendar.isProvisional(localDate(endsAt, ctx.zone))

/** The name of who takes the objections now. */
export async function acceptorName(ctx: Base, notice: PublicNotice): Promise<string> {
  const id = await currentAcceptor(ctx, notice)
  return (id && (await ctx.unit.rosters.member(id))?.name) || '未指定'
}

/** The notice with a number, under its row lock; refuses with `case/unknown`. */
export async function noticeNumbered(
  ctx: Ctx,
  organisationId: string,
  number: string,
): Promise<PublicNotice> {
  const found = await ctx.unit.publicNotices.byNumber(organisationId, number)
  const locked = found && (await ctx.unit.publicNotices.getForUpdate(found.id))
  if (!locked) throw new Refusal('case/unknown', { number, what: '公示' })
  return locked
}

/** The notice of a card's button, under its row lock; refuses with `card/not-ours`. */
export async function noticeOfButton(ctx: Ctx, id: string): Promise<PublicNotice> {
  const found = await ctx.unit.publicNotices.getForUpdate(id)
  if (!found) throw new Refusal('card/not-ours', {})
  await refuseElsewhere(ctx, found.organisationId)
  return found
}

/** Refuses unless the actor takes the objections. */
export async function onlyAcceptor(ctx: Ctx, notice: PublicNotice): Promise<void> {
  const acceptor = await currentAcceptor(ctx, notice)
  if (acceptor !== null && acceptor === ctx.me().id)
    return void (await ctx.allow('objection.handle', notice.organisationId, true))
  throw new Refusal('notice/not-acceptor', { acceptor: await acceptorName(ctx, notice) })
}

/** The refusal of an act on a notice that is past it. */
export const closedRefusal = ({ number, state }: PublicNotice): Refusal =>
  new Refusal('notice/closed', { number, state: noticeStateWords[state] })
