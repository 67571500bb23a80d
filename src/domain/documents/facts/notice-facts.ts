import type { NoticeState } from '../../ports/index.ts'
import { noticeStateWords } from '../../public-notices/words.ts'
import type { FactRow, Facts } from '../fill.ts'
import type { FactContext } from './context.ts'
import { organisationFacts } from './organisation-facts.ts'
import { documentDate } from './words.ts'

/** What the paper of a public notice says, whether it belongs to a case or not. */
export async function noticeFacts(ctx: FactContext, noticeId: string): Promise<Facts> {
  const notice = await ctx.unit.publicNotices.get(noticeId)
  if (!notice) return {}
  const row = await noticeRow(ctx, noticeId)
  return {
    ...(await organisationFacts(ctx, notice.organisationId)),
    number: notice.number,
    matter: notice.title,
    ...noticeTexts(row),
  }
}

/** The notice that a document is about, by the names that layouts use; empty where there is none yet. */
export const noticeTexts = (row: FactRow | undefined): Record<string, string> => ({
  notice_number: row?.notice ?? '',
  notice_from: row?.from ?? '',
  notice_to: row?.to ?? '',
  notice_days: row?.days ?? '',
  notice_content: row?.content ?? '',
  basis: row?.basis ?? '',
  acceptor: row?.acceptor ?? '',
})

/** One notice as a row, with what became of it. */
export async function noticeRow(ctx: FactContext, id: string): Promise<FactRow> {
  const notice = await ctx.unit.publicNotices.get(id)
  const version = (await ctx.unit.publicNotices.versions(id)).at(-1)
  const objections = await ctx.unit.publicNotices.objections(id)
  const [acceptor] = notice ? await ctx.unit.rosters.members([notice.acceptorId]) : []
  return {
    notice: notice?.number ?? '',
    title: notice?.title ?? '',
    content: version?.content ?? '',
    basis: version?.basis ?? '',
    days: String(notice?.days ?? ''),
    from: version ? documentDate(version.startsOn) : '',
    to: version?.endsOn ? documentDate(version.endsOn) : '',
    acceptor: [acceptor?.name, notice?.contact].filter(Boolean).join('，'),
    objections: notice ? endOf(notice.state, objections.length) : '',
  }
}

/** How a notice stands: that nobody objected is said only once its time is over. */
function endOf(state: NoticeState, objections: number): string {
  if (objections === 0) return noticeStateWords[state]
  return state === 'clear'
    ? `公示期满，异议${objections}件均不成立`
    : `${noticeStateWords[state]}，异议${objections}件`
}
