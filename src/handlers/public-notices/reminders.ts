import { localDate } from '../../domain/calendar/local-time.ts'
import type { PublicNotice } from '../../domain/ports/index.ts'
import { planWork } from '../../domain/work/reminders.ts'
import type { Base } from '../define/context.ts'

/** The acceptor is reminded of objections that are not concluded before the period ends; nobody else is. */
export const planNoticeReminders = (ctx: Base, notice: PublicNotice): Promise<void> =>
  planWork(ctx, {
    what: 'notice',
    id: notice.id,
    organisationId: notice.organisationId,
    memberId: notice.acceptorId,
    roles: ['collator'],
    due: notice.state === 'open' && notice.endsAt ? localDate(notice.endsAt, ctx.zone) : null,
  })
