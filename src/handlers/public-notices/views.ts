import { objectionAnswerCard, objectionsCard, objectionsPerPage } from '../../cards/objection-cards.ts'
import { noticeNewsCard, publicNoticeCard } from '../../cards/public-notice-cards.ts'
import type { NoticeState } from '../../domain/ports/index.ts'
import { currentAcceptor } from '../../domain/public-notices/acceptor.ts'
import { answerDueOn } from '../../domain/public-notices/answer-due.ts'
import { noticeNewsView } from '../../domain/public-notices/close-notice.ts'
import { isPending } from '../../domain/public-notices/outcome.ts'
import { noticeViews, readVersionRef } from '../../domain/public-notices/words.ts'
import { defineView } from '../define/view.ts'
import { noticeFacts } from './notice-facts.ts'

/** One text of a notice in the group; an earlier text says that it was corrected. */
export const noticeInGroup = defineView(noticeViews.shown, async (ref, ctx) => {
  const { id, version } = readVersionRef(ref)
  const notice = await ctx.unit.publicNotices.get(id)
  const text = (await ctx.unit.publicNotices.versions(id)).find((one) => one.version === version)
  if (!notice || !text || notice.state === 'filed') return null
  const open = notice.version === version && isPending(notice)
  return { card: publicNoticeCard(await noticeFacts(ctx, notice, text)), open }
})

/** The ref of a page of objections, counted from 1; the first carries the bare id, which is refreshed. */
export const objectionsRef = (id: string, page: number): string => (page === 1 ? id : `${id}|${page}`)

/** The objections: for the acceptor alone, in a private chat; for anybody else there is nothing to see. */
export const objectionsOfNotice = defineView(noticeViews.objections, async (ref, ctx) => {
  const [id = '', wanted = '1'] = ref.split('|')
  const notice = await ctx.unit.publicNotices.get(id)
  if (!notice || ctx.viewerId === null || ctx.viewerId !== (await currentAcceptor(ctx, notice))) return null
  const objections = await ctx.unit.publicNotices.objections(id)
  const ids = objections.flatMap((one) => (one.memberId === null ? [] : [one.memberId]))
  const names = new Map((await ctx.unit.rosters.members([...new Set(ids)])).map((one) => [one.id, one.name]))
  const page = Math.min(Number(wanted), Math.max(1, Math.ceil(objections.length / objectionsPerPage)))
  const card = objectionsCard({
    notice,
    objections,
    nameOf: (memberId) => names.get(memberId) ?? '',
    dueOf: (one) => answerDueOn(notice, one, ctx.catalogue.calendar, ctx.zone),
    today: ctx.today,
    zone: ctx.zone,
    page,
  })
  return { card, open: isPending(notice) }
})

/** The answer to an objection, for whoever signed it; ref = `notice|no`. Nothing of it is in a stored message. */
export const objectionAnswerView = 'public-notice.answer'
export const answerToObjector = defineView(objectionAnswerView, async (ref, ctx) => {
  const [id = '', no = ''] = ref.split('|')
  const notice = await ctx.unit.publicNotices.get(id)
  const all = notice ? await ctx.unit.publicNotices.objections(id) : []
  const objection = all.find((one) => String(one.no) === no)
  if (!notice || !objection || objection.memberId === null || objection.memberId !== ctx.viewerId) return null
  return { card: objectionAnswerCard(notice, objection), open: false }
})

/** What a period came to; nothing when it has come to something else meanwhile. */
export const newsOfNotice = defineView(noticeNewsView, async (ref, ctx) => {
  const [id = '', state = ''] = ref.split('|')
  const notice = await ctx.unit.publicNotices.get(id)
  if (!notice) return null
  const objections = await ctx.unit.publicNotices.objections(id)
  return {
    card: noticeNewsCard({ notice: { ...notice, state: state as NoticeState }, objections }),
    open: false,
  }
})
