import type { CaseContext } from '../cases/act-on-case.ts'
import { declares, readyWithKnown } from '../cases/served-steps.ts'
import type { Content, Outgoing } from '../ports/delivery.ts'
import type { Objection, PublicNotice } from '../ports/public-notices.ts'
import { currentAcceptor } from './acceptor.ts'
import { openObjections, outcomeOf } from './outcome.ts'
import { planNoticeReminders } from './reminding.ts'
import { noticeViews, versionRef } from './words.ts'

/** The view of the news that a period is over; ref = `id|state`. */
export const noticeNewsView = 'public-notice.news'

/**
 * Ends the period of a notice at its deadline: clear, or held until every objection is concluded. Once; of two runs
 * the second finds it closed. An objection in flight comes before or is told that it is too late.
 */
export async function closeNotice(ctx: CaseContext, noticeId: string): Promise<PublicNotice | null> {
  const notice = await ctx.unit.publicNotices.getForUpdate(noticeId)
  if (!notice?.endsAt || notice.state !== 'open' || notice.endsAt > ctx.now) return notice
  return settle(ctx, notice, await ctx.unit.publicNotices.objections(noticeId), null)
}

/** Gives a notice whose period is over the state that its objections ask for. The caller holds its row lock. */
export async function settle(
  ctx: CaseContext,
  notice: PublicNotice,
  objections: readonly Objection[],
  by: string | null,
): Promise<PublicNotice> {
  const state = outcomeOf(objections)
  if (state === notice.state) return notice
  const change = { state, ...(state === 'held' ? {} : { closedAt: ctx.now }) }
  await ctx.unit.publicNotices.update(notice.id, change)
  const closed: PublicNotice = { ...notice, ...change }
  ctx.unit.record({
    organisationId: notice.organisationId,
    actorId: by,
    action: 'public-notice.close',
    object: notice.id,
    facts: {
      number: notice.number,
      version: notice.version,
      state,
      objections: objections.length,
      open: openObjections(objections).length,
    },
  })
  await serveStepOf(ctx, closed, by)
  await planNoticeReminders(ctx, closed)
  touchNotice(ctx, closed)
  await tellGroup(ctx, closed)
  if (state === 'held') await tellAcceptor(ctx, closed, `held:v${notice.version}`)
  return closed
}

/**
 * A clear notice completes the step that it serves. One with an upheld objection does so only where the process says
 * what then happens; else the step waits for a corrected notice.
 */
async function serveStepOf(ctx: CaseContext, { id, state }: PublicNotice, by: string | null): Promise<void> {
  const made = { kind: 'notice', ref: id } as const
  const upheld = state === 'upheld'
  if (state === 'clear' || (upheld && (await declares(ctx, made, 'objection'))))
    await readyWithKnown(ctx, made, { objection: upheld }, by)
}

/** Says that the cards of a notice are behind. */
export function touchNotice({ unit }: Pick<CaseContext, 'unit'>, { id, version }: PublicNotice): void {
  unit.touch(noticeViews.shown, versionRef(id, version))
  unit.touch(noticeViews.objections, id)
}

async function tellGroup(ctx: CaseContext, notice: PublicNotice): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(notice.organisationId)
  if (!chat) return
  ctx.unit.send({
    key: `public-notice:${notice.id}:v${notice.version}:${notice.state}`,
    kind: 'news',
    platform: chat.platform,
    recipient: { chatId: chat.chatId },
    content: { view: noticeNewsView, ref: `${notice.id}|${notice.state}` },
    priority: 'duty',
  })
}

/** Sends the objections to the acceptor alone; `what` names the occasion and is told once. */
export async function tellAcceptor(
  ctx: CaseContext,
  notice: PublicNotice,
  what: string,
  dueAt?: Date,
): Promise<void> {
  const chat = await ctx.unit.organisations.chatOf(notice.organisationId)
  const acceptor = await currentAcceptor(ctx, notice)
  if (!chat || !acceptor) return
  const content: Content = { view: noticeViews.objections, ref: notice.id }
  const message: Outgoing = {
    key: `public-notice:${notice.id}:${what}:${acceptor}`,
    kind: 'news',
    platform: chat.platform,
    recipient: { memberId: acceptor },
    content,
    priority: 'duty',
    ...(dueAt ? { dueAt } : {}),
  }
  ctx.unit.send(message)
}
