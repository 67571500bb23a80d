import { localDate } from '../calendar/local-time.ts'
import type { CaseContext } from '../cases/case-context.ts'
import type { PublicNotice } from '../ports/public-notices.ts'
import { planWork } from '../work/reminders.ts'
import { nextAnswerDue } from './answer-due.ts'
import { ruleOfNotice } from './kinds.ts'
import { isPending } from './outcome.ts'

/**
 * The acceptor is reminded of objections that are not concluded: before the period ends or, where each has a day of its own
 * by which it must be answered, before the first of these days. Nobody else is.
 */
export async function planNoticeReminders(ctx: CaseContext, notice: PublicNotice): Promise<void> {
  await planWork(ctx, {
    what: 'notice',
    id: notice.id,
    organisationId: notice.organisationId,
    memberId: notice.acceptorId,
    roles: ['collator'],
    due: await dueOf(ctx, notice),
  })
}

async function dueOf(ctx: CaseContext, notice: PublicNotice): Promise<string | null> {
  if (!isPending(notice)) return null
  const objections = await ctx.unit.publicNotices.objections(notice.id)
  const each = ruleOfNotice(notice.matter).answerDays !== undefined
  if (each && objections.some(({ conclusion }) => conclusion === null))
    return nextAnswerDue(notice, objections, ctx.catalogue.calendar, ctx.zone)
  return notice.state === 'open' && notice.endsAt ? localDate(notice.endsAt, ctx.zone) : null
}
