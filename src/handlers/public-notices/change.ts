import { noteCard } from '../../cards/plain-cards.ts'
import { noticeLimits } from '../../cards/public-notice-cards.ts'
import { dateWords } from '../../cards/wording.ts'
import { DUE_TIME } from '../../domain/calendar/due.ts'
import { atLocalTime } from '../../domain/calendar/local-time.ts'
import type { NoticeVersion, PublicNotice } from '../../domain/ports/index.ts'
import { touchNotice } from '../../domain/public-notices/close-notice.ts'
import { noticeKinds, speaksOfPenalty } from '../../domain/public-notices/kinds.ts'
import { isPending } from '../../domain/public-notices/outcome.ts'
import { noticePeriod } from '../../domain/public-notices/period.ts'
import { planNoticeReminders } from '../../domain/public-notices/reminding.ts'
import { Refusal } from '../../domain/refusals.ts'
import { caseNumber, longText, text, wholeNumber } from '../arguments/index.ts'
import { keyed, optional, positional } from '../define/argument.ts'
import { defineCommand } from '../define/command.ts'
import type { Ctx } from '../define/context.ts'
import { closedRefusal, noticeNumbered } from './notice-facts.ts'
import { recordPublication, refusePersonalData, showInGroup } from './publish.ts'

/** The longest extension at once, in working days. */
const mostExtension = 30

const number = positional(caseNumber({ letter: 'G' }))
const reason = keyed(text({ label: '原因', keys: ['理由'], max: 100 }))

/** `/公示 更正 <编号> 内容=… 原因=…`: another text is another publication, and its period starts anew. */
export const correctNotice = defineCommand({
  name: '公示 更正',
  aliases: ['更正公示'],
  summary: '更正公示内容，公示期重新计算',
  example: '/公示 更正 G2026-001 内容=拟表彰张三、王五 原因=名单有误',
  permission: 'public-notice.publish',
  scope: 'branch-or-union',
  args: {
    number,
    content: keyed(longText({ label: '内容', max: noticeLimits.content })),
    reason,
    basis: optional(keyed(text({ label: '依据', max: noticeLimits.basis }))),
  },
  async run(given, ctx, { organisation }) {
    const before = await noticeNumbered(ctx, organisation.id, given.number)
    if (!isPending(before) && before.state !== 'published') throw closedRefusal(before)
    if (speaksOfPenalty(given.content, given.basis)) throw new Refusal('notice/penalty', {})
    refusePersonalData(before.matter, given.content, given.basis)
    const last = await lastVersion(ctx, before)
    const basis = given.basis ?? last?.basis ?? null
    if (last && last.content === given.content && last.basis === basis)
      throw new Refusal('notice/same-text', { number: before.number })
    const period =
      before.days > 0 ? noticePeriod(ctx.today, before.days, ctx.catalogue.calendar, ctx.zone) : null
    const change = {
      version: before.version + 1,
      state: period ? ('open' as const) : before.state,
      endsAt: period?.endsAt ?? null,
    }
    await ctx.unit.publicNotices.update(before.id, change)
    const notice: PublicNotice = { ...before, ...change }
    await ctx.unit.publicNotices.addVersion(notice, {
      version: notice.version,
      content: given.content,
      basis,
      reason: given.reason,
      startsOn: ctx.today,
      endsOn: period?.endsOn ?? null,
      publishedBy: ctx.me().id,
      publishedAt: ctx.now,
    })
    touchNotice(ctx, before)
    recordPublication(ctx, notice)
    await planNoticeReminders(ctx, notice)
    return showInGroup(ctx, notice)
  },
})

const lastVersion = async (ctx: Ctx, notice: PublicNotice): Promise<NoticeVersion | undefined> =>
  (await ctx.unit.publicNotices.versions(notice.id)).at(-1)

/** `/公示 延期 <编号> 天数=3 原因=…`: so many working days more; a period is never shortened. */
export const extendNotice = defineCommand({
  name: '公示 延期',
  aliases: ['延长公示'],
  summary: '延长公示期（写明原因；公示期不能缩短）',
  example: '/公示 延期 G2026-001 天数=3 原因=异议正在核实',
  permission: 'public-notice.publish',
  scope: 'branch-or-union',
  args: {
    number,
    days: keyed(wholeNumber({ label: '天数', min: 1, max: mostExtension })),
    reason,
  },
  async run(given, ctx, { organisation }) {
    const notice = await noticeNumbered(ctx, organisation.id, given.number)
    const text = await lastVersion(ctx, notice)
    if (notice.state !== 'published' && notice.state !== 'open') throw closedRefusal(notice)
    if (!text?.endsOn || notice.state !== 'open')
      throw new Refusal('notice/no-period', { number: notice.number, kind: noticeKinds[notice.kind].label })
    const extensions = await ctx.unit.publicNotices.extensions(notice.id)
    const now = extensions.filter((one) => one.extendedAt >= text.publishedAt).at(-1)?.endsOn ?? text.endsOn
    const endsOn = ctx.catalogue.calendar.addWorkingDays(now, given.days)
    const endsAt = atLocalTime(endsOn, DUE_TIME, ctx.zone)
    const me = ctx.me().id
    await ctx.unit.publicNotices.addExtension({
      noticeId: notice.id,
      id: ctx.unit.newId(),
      days: given.days,
      reason: given.reason,
      endsOn,
      extendedBy: me,
      extendedAt: ctx.now,
    })
    await ctx.unit.publicNotices.update(notice.id, { endsAt })
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: me,
      action: 'public-notice.extend',
      object: notice.id,
      facts: { number: notice.number, days: given.days, ends: endsAt.toISOString() },
    })
    touchNotice(ctx, notice)
    await planNoticeReminders(ctx, { ...notice, endsAt })
    return {
      card: noteCard(
        '公示期已延长',
        `${notice.number} 延长${given.days}个工作日，至${dateWords(endsOn, ctx.today)}${DUE_TIME}。原因：${given.reason}`,
        'success',
      ),
    }
  },
})

/** `/公示 撤回 <编号> 原因=…`: takes a notice back; what was shown stays on record. */
export const withdrawNotice = defineCommand({
  name: '公示 撤回',
  aliases: ['撤回公示'],
  summary: '撤回公示（写明原因；发布记录保留）',
  example: '/公示 撤回 G2026-001 原因=程序有误，重新研究',
  permission: 'public-notice.publish',
  scope: 'branch-or-union',
  args: { number, reason },
  async run(given, ctx, { organisation }) {
    const notice = await noticeNumbered(ctx, organisation.id, given.number)
    if (!isPending(notice) && notice.state !== 'published') throw closedRefusal(notice)
    const change = { state: 'withdrawn' as const, withdrawnReason: given.reason, closedAt: ctx.now }
    await ctx.unit.publicNotices.update(notice.id, change)
    ctx.unit.record({
      organisationId: organisation.id,
      actorId: ctx.me().id,
      action: 'public-notice.withdraw',
      object: notice.id,
      facts: { number: notice.number, version: notice.version },
    })
    touchNotice(ctx, notice)
    await planNoticeReminders(ctx, { ...notice, ...change })
    return { card: noteCard('公示已撤回', `${notice.number} 已撤回。原因：${given.reason}`, 'neutral') }
  },
})
